package io.expandcontract.check;

import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("all-databases")
class MariaDbFactsTests extends MySqlFamilyFactsContractTests {

	MariaDbFactsTests() {
		super(TestDatabases.MARIADB, Dialect.MARIADB);
	}

	@Test
	void versionIsTold() {
		assertThat(facts().version()).isBetween(110200, 129999);
		assertThat(facts().copiesWhileOthersWrite()).isTrue();
	}

	@Test
	void columnsThatCameInstantlyAreNotCounted() {
		jdbc().execute("alter table orders add column a int, algorithm=instant");
		assertThat(factsAnew().rowVersions(table("orders"))).isEqualTo(-1);
	}

}
