package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlSplitCommandTests extends SplitCommandContractTests {

	PostgreSqlSplitCommandTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
