package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlWalkThroughTests extends WalkThroughContractTests {

	MySqlWalkThroughTests() {
		super(TestDatabases.MYSQL);
	}

}
