package io.expandcontract.backfill;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlDataMarksTests extends DataMarksContractTests {

	MySqlDataMarksTests() {
		super(TestDatabases.MYSQL);
	}

}
