package io.expandcontract.database;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbScratchDatabaseTests extends ScratchDatabaseContractTests {

	MariaDbScratchDatabaseTests() {
		super(TestDatabases.MARIADB);
	}

}
