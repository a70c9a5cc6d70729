package io.expandcontract.boot;

import io.expandcontract.fleet.SessionReport;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without performance schema sessions show no tag. One that comes from the address of a
 * live instance counts as the instance's, whoever holds it.
 */
@Tag("all-databases")
class MariaDbUsersTests extends UsersContractTests {

	MariaDbUsersTests() {
		super(TestDatabases.MARIADB);
	}

	@Override
	@Test
	void sessionsOfBothUsersAreCounted() {
		release("1.0").start().close();
		try (TestRelease next = release("1.1").start()) {
			assertThat(next.database().fleet().users()).contains(this.users.application(), this.users.migrator());
			assertThat(next.database().views().read().sessions().mode()).isEqualTo(SessionReport.Mode.ADDRESSES);
		}
	}

}
