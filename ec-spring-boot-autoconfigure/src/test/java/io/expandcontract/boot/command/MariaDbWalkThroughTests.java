package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbWalkThroughTests extends WalkThroughContractTests {

	MariaDbWalkThroughTests() {
		super(TestDatabases.MARIADB);
	}

}
