package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;

class H2DecisionTests extends DecisionContractTests {

	H2DecisionTests() {
		super(TestDatabases.H2);
	}

}
