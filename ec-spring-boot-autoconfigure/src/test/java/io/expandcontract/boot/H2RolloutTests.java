package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class H2RolloutTests extends RolloutContractTests {

	H2RolloutTests() {
		super(TestDatabases.H2);
	}

}
