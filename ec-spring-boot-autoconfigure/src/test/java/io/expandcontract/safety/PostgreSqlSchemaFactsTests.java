package io.expandcontract.safety;

import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlSchemaFactsTests extends SchemaFactsContractTests {

	PostgreSqlSchemaFactsTests() {
		super(TestDatabases.POSTGRESQL, Dialect.POSTGRESQL);
	}

}
