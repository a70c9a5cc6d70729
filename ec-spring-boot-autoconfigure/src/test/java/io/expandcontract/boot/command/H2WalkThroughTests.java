package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class H2WalkThroughTests extends WalkThroughContractTests {

	H2WalkThroughTests() {
		super(TestDatabases.H2);
	}

}
