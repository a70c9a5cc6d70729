package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlAdoptionTests extends AdoptionContractTests {

	PostgreSqlAdoptionTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
