package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class H2MigrationsEndpointTests extends MigrationsEndpointContractTests {

	H2MigrationsEndpointTests() {
		super(TestDatabases.H2);
	}

}
