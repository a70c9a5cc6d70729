package io.expandcontract.check;

import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("all-databases")
class MySqlFactsTests extends MySqlFamilyFactsContractTests {

	MySqlFactsTests() {
		super(TestDatabases.MYSQL, Dialect.MYSQL);
	}

	@Test
	void versionIsTold() {
		assertThat(facts().version()).isBetween(80000, 99999);
		assertThat(facts().copiesWhileOthersWrite()).isFalse();
	}

	@Test
	void columnsThatCameAndWentInstantlyAreCountedUntilTheTableIsWrittenAnew() {
		assertThat(facts().rowVersions(table("orders"))).isZero();
		jdbc().execute("alter table orders add column a int, algorithm=instant");
		jdbc().execute("alter table orders drop column a, algorithm=instant");
		assertThat(factsAnew().rowVersions(table("orders"))).isEqualTo(2);
		jdbc().execute("alter table orders force, algorithm=inplace, lock=none");
		assertThat(factsAnew().rowVersions(table("orders"))).isZero();
	}

}
