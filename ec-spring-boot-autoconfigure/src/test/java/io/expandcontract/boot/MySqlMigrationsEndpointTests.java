package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlMigrationsEndpointTests extends MigrationsEndpointContractTests {

	MySqlMigrationsEndpointTests() {
		super(TestDatabases.MYSQL);
	}

}
