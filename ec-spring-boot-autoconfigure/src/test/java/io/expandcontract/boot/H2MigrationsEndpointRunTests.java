package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class H2MigrationsEndpointRunTests extends MigrationsEndpointRunContractTests {

	H2MigrationsEndpointRunTests() {
		super(TestDatabases.H2);
	}

}
