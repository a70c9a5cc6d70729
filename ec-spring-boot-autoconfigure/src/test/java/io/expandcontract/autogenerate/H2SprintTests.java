package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;

class H2SprintTests extends SprintContractTests {

	H2SprintTests() {
		super(TestDatabases.H2);
	}

}
