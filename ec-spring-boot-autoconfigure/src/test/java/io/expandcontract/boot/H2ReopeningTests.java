package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class H2ReopeningTests extends ReopeningContractTests {

	H2ReopeningTests() {
		super(TestDatabases.H2);
	}

}
