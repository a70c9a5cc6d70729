package io.expandcontract.database;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbEngineTests extends MySqlFamilyEngineContractTests {

	MariaDbEngineTests() {
		super(TestDatabases.MARIADB);
	}

}
