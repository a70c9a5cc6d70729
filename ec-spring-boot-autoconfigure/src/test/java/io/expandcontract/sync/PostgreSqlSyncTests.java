package io.expandcontract.sync;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlSyncTests extends SyncContractTests {

	PostgreSqlSyncTests() {
		super(TestDatabases.POSTGRESQL);
	}

	@Override
	String failing(String column) {
		return "cast(" + column + " as int)";
	}

}
