package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbSprintTests extends SprintContractTests {

	MariaDbSprintTests() {
		super(TestDatabases.MARIADB);
	}

}
