package io.expandcontract.autogenerate;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlSprintTests extends SprintContractTests {

	MySqlSprintTests() {
		super(TestDatabases.MYSQL);
	}

}
