package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlOnlineDdlTests extends OnlineDdlContractTests {

	PostgreSqlOnlineDdlTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
