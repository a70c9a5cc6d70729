package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlSprintTests extends SprintContractTests {

	PostgreSqlSprintTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
