package io.expandcontract.database;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlEngineTests extends MySqlFamilyEngineContractTests {

	MySqlEngineTests() {
		super(TestDatabases.MYSQL);
	}

}
