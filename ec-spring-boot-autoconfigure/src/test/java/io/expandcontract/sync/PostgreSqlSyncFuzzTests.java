package io.expandcontract.sync;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlSyncFuzzTests extends SyncFuzzContractTests {

	PostgreSqlSyncFuzzTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
