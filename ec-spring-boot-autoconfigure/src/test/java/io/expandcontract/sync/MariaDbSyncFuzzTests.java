package io.expandcontract.sync;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbSyncFuzzTests extends SyncFuzzContractTests {

	MariaDbSyncFuzzTests() {
		super(TestDatabases.MARIADB);
	}

}
