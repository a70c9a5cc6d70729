package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbLargeModelTests extends LargeModelContractTests {

	MariaDbLargeModelTests() {
		super(TestDatabases.MARIADB);
	}

}
