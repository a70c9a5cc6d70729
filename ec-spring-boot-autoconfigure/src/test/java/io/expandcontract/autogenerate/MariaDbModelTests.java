package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbModelTests extends ModelContractTests {

	MariaDbModelTests() {
		super(TestDatabases.MARIADB);
	}

}
