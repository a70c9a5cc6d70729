package io.expandcontract.boot.command;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;

@Tag("all-databases")
class MariaDbCommandUsersTests extends CommandUsersContractTests {

	MariaDbCommandUsersTests() {
		super(TestDatabases.MARIADB);
	}

}
