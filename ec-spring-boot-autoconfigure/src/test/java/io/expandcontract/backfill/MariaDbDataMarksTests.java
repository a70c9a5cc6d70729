package io.expandcontract.backfill;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbDataMarksTests extends DataMarksContractTests {

	MariaDbDataMarksTests() {
		super(TestDatabases.MARIADB);
	}

}
