package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;

class H2FormatTests extends FormatContractTests {

	H2FormatTests() {
		super(TestDatabases.H2);
	}

}
