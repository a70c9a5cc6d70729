package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class H2LargeModelTests extends LargeModelContractTests {

	H2LargeModelTests() {
		super(TestDatabases.H2);
	}

}
