package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlCommandUsersTests extends CommandUsersContractTests {

	PostgreSqlCommandUsersTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
