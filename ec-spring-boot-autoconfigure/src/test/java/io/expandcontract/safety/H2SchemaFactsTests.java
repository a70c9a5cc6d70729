package io.expandcontract.safety;

import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;

class H2SchemaFactsTests extends SchemaFactsContractTests {

	H2SchemaFactsTests() {
		super(TestDatabases.H2, Dialect.H2);
	}

}
