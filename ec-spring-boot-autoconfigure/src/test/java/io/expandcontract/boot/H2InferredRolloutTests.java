package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class H2InferredRolloutTests extends InferredRolloutContractTests {

	H2InferredRolloutTests() {
		super(TestDatabases.H2);
	}

}
