package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlDecisionTests extends DecisionContractTests {

	PostgreSqlDecisionTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
