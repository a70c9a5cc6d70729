package io.expandcontract.sync;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlSyncFuzzTests extends SyncFuzzContractTests {

	MySqlSyncFuzzTests() {
		super(TestDatabases.MYSQL);
	}

}
