package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class H2OnlineDdlTests extends OnlineDdlContractTests {

	H2OnlineDdlTests() {
		super(TestDatabases.H2);
	}

}
