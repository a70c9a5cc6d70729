package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlLargeModelTests extends LargeModelContractTests {

	PostgreSqlLargeModelTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
