package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlModelTests extends ModelContractTests {

	PostgreSqlModelTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
