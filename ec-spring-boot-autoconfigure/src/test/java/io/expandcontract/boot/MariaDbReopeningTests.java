package io.expandcontract.boot;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbReopeningTests extends ReopeningContractTests {

	MariaDbReopeningTests() {
		super(TestDatabases.MARIADB);
	}

}
