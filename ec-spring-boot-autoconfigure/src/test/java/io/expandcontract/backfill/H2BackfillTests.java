package io.expandcontract.backfill;

import io.expandcontract.testsupport.TestDatabases;

class H2BackfillTests extends BackfillContractTests {

	H2BackfillTests() {
		super(TestDatabases.H2);
	}

	@Override
	String randomUuid() {
		return "random_uuid()";
	}

}
