package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlSyncRolloutTests extends SyncRolloutContractTests {

	PostgreSqlSyncRolloutTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
