package io.expandcontract.sync;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbSyncTests extends SyncContractTests {

	MariaDbSyncTests() {
		super(TestDatabases.MARIADB);
	}

	@Override
	String failing(String column) {
		return "exp(1000 * char_length(" + column + "))";
	}

}
