package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlMigrationsEndpointTests extends MigrationsEndpointContractTests {

	PostgreSqlMigrationsEndpointTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
