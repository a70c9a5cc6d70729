package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlMigrationsEndpointRunTests extends MigrationsEndpointRunContractTests {

	PostgreSqlMigrationsEndpointRunTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
