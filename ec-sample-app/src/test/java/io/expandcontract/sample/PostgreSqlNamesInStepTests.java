package io.expandcontract.sample;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlNamesInStepTests extends NamesInStepContractTests {

	PostgreSqlNamesInStepTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
