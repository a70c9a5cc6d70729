package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MySqlSplitCommandTests extends SplitCommandContractTests {

	MySqlSplitCommandTests() {
		super(TestDatabases.MYSQL);
	}

}
