package io.expandcontract.backfill;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlDataMarksTests extends DataMarksContractTests {

	PostgreSqlDataMarksTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
