package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbOnlineDdlTests extends OnlineDdlContractTests {

	MariaDbOnlineDdlTests() {
		super(TestDatabases.MARIADB);
	}

}
