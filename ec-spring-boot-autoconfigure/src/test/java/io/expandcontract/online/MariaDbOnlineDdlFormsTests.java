package io.expandcontract.online;

import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbOnlineDdlFormsTests extends MySqlFamilyOnlineDdlFormsContractTests {

	MariaDbOnlineDdlFormsTests() {
		super(TestDatabases.MARIADB, Dialect.MARIADB);
	}

}
