package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlMigrateControlTests extends MigrateControlContractTests {

	PostgreSqlMigrateControlTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
