package io.expandcontract.backfill;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlBackfillProcessTests extends BackfillProcessContractTests {

	PostgreSqlBackfillProcessTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
