package io.expandcontract.backfill;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlBackfillTests extends MySqlFamilyBackfillContractTests {

	MySqlBackfillTests() {
		super(TestDatabases.MYSQL);
	}

}
