package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlLargeModelTests extends LargeModelContractTests {

	MySqlLargeModelTests() {
		super(TestDatabases.MYSQL);
	}

}
