package io.expandcontract.safety;

import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbSchemaFactsTests extends SchemaFactsContractTests {

	MariaDbSchemaFactsTests() {
		super(TestDatabases.MARIADB, Dialect.MARIADB);
	}

}
