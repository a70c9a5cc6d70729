package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;

class H2ModelTests extends ModelContractTests {

	H2ModelTests() {
		super(TestDatabases.H2);
	}

}
