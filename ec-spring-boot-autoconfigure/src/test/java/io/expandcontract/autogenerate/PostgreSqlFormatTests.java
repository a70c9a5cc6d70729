package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;

class PostgreSqlFormatTests extends FormatContractTests {

	PostgreSqlFormatTests() {
		super(TestDatabases.POSTGRESQL);
	}

}
