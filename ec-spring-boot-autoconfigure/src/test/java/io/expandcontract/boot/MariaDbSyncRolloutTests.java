package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbSyncRolloutTests extends SyncRolloutContractTests {

	MariaDbSyncRolloutTests() {
		super(TestDatabases.MARIADB);
	}

}
