package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlUsersTests extends UsersContractTests {

	PostgreSqlUsersTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
