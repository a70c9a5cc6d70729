package io.expandcontract.check;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class PostgreSqlFactsTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private final DatabaseFacts facts = DatabaseFacts.of(this.jdbc, Dialect.POSTGRESQL, "public");

	/** As small as the pool that the boot asks through. */
	@BeforeEach
	void allowOneConnection() {
		this.database.setMaximumPoolSize(1);
		this.database.setConnectionTimeout(1000);
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private static Name table(String name) {
		return new Name(null, name);
	}

	@Test
	void rowsAreEstimatedWithAndWithoutStatistics() {
		this.jdbc.execute("""
				create table none (id bigint);
				create table fresh (id bigint, name varchar(50)) with (autovacuum_enabled = false);
				insert into fresh select x, 'name ' || x from generate_series(1, 20000) x;
				create table analysed (id bigint);
				insert into analysed select generate_series(1, 3000);
				analyze analysed;
				""");
		assertThat(this.facts.rows(table("none"))).isZero();
		assertThat(this.facts.rows(table("fresh"))).isBetween(10_000L, 40_000L);
		assertThat(this.facts.rows(table("analysed"))).isEqualTo(3000);
		assertThat(this.facts.rows(table("nowhere"))).isEqualTo(-1);
		assertThat(this.facts.rows(new Name("elsewhere", "analysed"))).isEqualTo(-1);
	}

	@Test
	void partitionsCountTogether() {
		this.jdbc.execute("""
				create table events (id bigint) partition by range (id);
				create table events_1 partition of events for values from (0) to (1000);
				create table events_2 partition of events for values from (1000) to (2001);
				insert into events select generate_series(1, 2000);
				analyze events_1;
				analyze events_2;
				""");
		assertThat(this.facts.isPartitioned(table("events"))).isTrue();
		assertThat(this.facts.isPartitioned(table("events_1"))).isFalse();
		assertThat(this.facts.rows(table("events"))).isEqualTo(2000);
	}

	@Test
	void constraintsAndIndexesAreRead() {
		this.jdbc.execute("""
				create table t (a bigint, "B" text, primary key ("B", a), constraint c check (a is not null));
				alter table t add constraint d check (a > 0) not valid;
				create index i on t (lower("B"), a) include ("B");
				""");
		assertThat(this.facts.constraints(table("t"))).filteredOn((each) -> List.of("c", "d").contains(each.name()))
			.extracting(ConstraintFacts::name, ConstraintFacts::validated, ConstraintFacts::columns)
			.containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("c", true, List.of("a")),
					org.assertj.core.groups.Tuple.tuple("d", false, List.of("a")));
		assertThat(this.facts.indexes(table("t"))).containsExactlyInAnyOrder(
				new IndexFacts("t_pkey", List.of("B", "a"), true, true),
				new IndexFacts("i", List.of("", "a"), false, true));
	}

	@Test
	void whatUsesAColumnIsNamed() {
		this.jdbc.execute("""
				create table t (a bigint, b bigint, c bigint generated always as (a + 1) stored);
				create view v as select b from t;
				""");
		assertThat(this.facts.dependents(table("t"), "a")).singleElement().asString().contains("column c");
		assertThat(this.facts.dependents(table("t"), "b")).singleElement().asString().contains("view v");
		assertThat(this.facts.dependents(table("t"), "c")).isEmpty();
	}

	@Test
	void domainsWithConstraintsHaveABase() {
		this.jdbc.execute("""
				create domain plain as int;
				create domain positive as int check (value > 0);
				create domain small as positive;
				""");
		assertThat(this.facts.baseOfConstrainedDomain("plain")).isEmpty();
		assertThat(this.facts.baseOfConstrainedDomain("positive")).isEqualTo("integer");
		assertThat(this.facts.baseOfConstrainedDomain("small")).isEqualTo("integer");
		assertThat(this.facts.baseOfConstrainedDomain("bigint")).isEmpty();
		assertThat(this.facts.baseOfConstrainedDomain("'); drop")).isEmpty();
	}

	@Test
	void driverIsAsked() {
		assertThat(this.facts.version()).isGreaterThan(140000);
		assertThat(this.facts.failsOnNewResultTypes()).isTrue();
		for (String parameter : List.of("autosave=conservative", "prepareThreshold=0", "preferQueryMode=simple")) {
			try (HikariDataSource other = new HikariDataSource()) {
				other.setJdbcUrl(this.database.getJdbcUrl() + (this.database.getJdbcUrl().contains("?") ? "&" : "?")
						+ parameter);
				other.setUsername(this.database.getUsername());
				other.setPassword("");
				assertThat(DatabaseFacts.of(new JdbcTemplate(other), Dialect.POSTGRESQL, null).failsOnNewResultTypes())
					.as(parameter)
					.isFalse();
			}
		}
	}

	@Test
	void whatCannotBeReadIsUnknown() {
		this.database.close();
		assertThat(this.facts.rows(table("t"))).isEqualTo(-1);
		assertThat(this.facts.version()).isZero();
		assertThat(this.facts.constraints(table("t"))).isEmpty();
		assertThat(this.facts.dependents(table("t"), "a")).isEmpty();
		assertThat(this.facts.failsOnNewResultTypes()).isFalse();
	}

}
