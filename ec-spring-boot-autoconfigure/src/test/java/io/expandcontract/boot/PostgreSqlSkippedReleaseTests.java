package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlSkippedReleaseTests extends SkippedReleaseContractTests {

	PostgreSqlSkippedReleaseTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
