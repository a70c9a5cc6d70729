package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlWalkThroughTests extends WalkThroughContractTests {

	PostgreSqlWalkThroughTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
