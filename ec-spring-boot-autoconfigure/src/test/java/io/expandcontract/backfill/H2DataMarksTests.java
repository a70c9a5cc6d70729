package io.expandcontract.backfill;

import io.expandcontract.testsupport.TestDatabases;

class H2DataMarksTests extends DataMarksContractTests {

	H2DataMarksTests() {
		super(TestDatabases.H2);
	}

}
