package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlCommandTests extends CommandContractTests {

	PostgreSqlCommandTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
