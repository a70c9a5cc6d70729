package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;

class H2MigrateControlTests extends MigrateControlContractTests {

	H2MigrateControlTests() {
		super(TestDatabases.H2);
	}

}
