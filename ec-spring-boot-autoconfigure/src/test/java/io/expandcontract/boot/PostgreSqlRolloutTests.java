package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlRolloutTests extends RolloutContractTests {

	PostgreSqlRolloutTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
