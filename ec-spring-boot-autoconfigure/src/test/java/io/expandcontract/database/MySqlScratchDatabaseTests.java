package io.expandcontract.database;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlScratchDatabaseTests extends ScratchDatabaseContractTests {

	MySqlScratchDatabaseTests() {
		super(TestDatabases.MYSQL);
	}

}
