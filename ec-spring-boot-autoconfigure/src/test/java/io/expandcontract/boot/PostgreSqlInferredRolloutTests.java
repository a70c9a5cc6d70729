package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlInferredRolloutTests extends InferredRolloutContractTests {

	PostgreSqlInferredRolloutTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
