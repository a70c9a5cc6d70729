package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class H2SplitCommandTests extends SplitCommandContractTests {

	H2SplitCommandTests() {
		super(TestDatabases.H2);
	}

}
