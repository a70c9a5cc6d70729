package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlReopeningTests extends ReopeningContractTests {

	PostgreSqlReopeningTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
