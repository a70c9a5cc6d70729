package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;

class H2CommandTests extends CommandContractTests {

	H2CommandTests() {
		super(TestDatabases.H2);
	}

}
