package io.expandcontract.sync;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlSyncTests extends SyncContractTests {

	MySqlSyncTests() {
		super(TestDatabases.MYSQL);
	}

	@Override
	String failing(String column) {
		return "exp(1000 * char_length(" + column + "))";
	}

}
