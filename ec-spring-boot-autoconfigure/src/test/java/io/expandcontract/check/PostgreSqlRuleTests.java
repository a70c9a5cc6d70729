package io.expandcontract.check;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.JdbcSchemaFacts;
import io.expandcontract.sql.Dialect;
import io.expandcontract.test.Impact;
import io.expandcontract.test.StatementTracer;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.core.PostgresDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What rules find beside the examples of their page, executed as those are.
 */
class PostgreSqlRuleTests {

	private static final SafetySettings SETTINGS = new SafetySettings(Strictness.FAIL, Strictness.FAIL, 500, false);

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	@BeforeEach
	void createTable() {
		this.jdbc.execute("""
				create table orders (id bigint primary key, note text);
				insert into orders select x, 'note' from generate_series(1, 1000) x;
				analyze orders;
				""");
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private List<Finding> check(String... changeSets) {
		StringBuilder file = new StringBuilder("--liquibase formatted sql\n");
		for (int index = 0; index < changeSets.length; index++) {
			file.append("--changeset ann:")
				.append(index)
				.append(" context:expand\n")
				.append(changeSets[index])
				.append('\n');
		}
		PhasedChangelog changelog = PhasedChangelog.of(
				Changelogs.parse(new InMemoryResources().with("a.sql", file.toString()), "a.sql"), Unphased.EXPAND, "1",
				null);
		return new SafetyCheck(new ChangeOperations(new PostgresDatabase()),
				new JdbcSchemaFacts(this.jdbc, Dialect.POSTGRESQL, "public"),
				DatabaseFacts.of(this.jdbc, Dialect.POSTGRESQL, "public"), SETTINGS)
			.check(changelog.changeSets(), Set.of());
	}

	@Test
	void domainOfTheSameRunHasItsConstraintChecked() throws SQLException {
		String domain = "create domain positive as int check (value > 0)";
		String column = "alter table orders add column rank positive";
		assertThat(check(domain, column)).filteredOn((finding) -> finding.rule().equals("P8"))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.safeSql()).contains(" int;"));
		assertThat(check("create domain plain as int", "alter table orders add column rank plain"))
			.extracting(Finding::rule)
			.doesNotContain("P8");
		this.jdbc.execute(domain);
		assertThat(StatementTracer.of(this.database).trace(column).impact()).isEqualTo(Impact.BLOCKING);
	}

	@Test
	void newValueIsNotUsedInTheTransactionThatAddsIt() {
		this.jdbc.execute("create type mood as enum ('fine'); create table moods (mood mood);");
		String together = "alter type mood add value 'good';\ninsert into moods values ('good');";
		assertThat(check(together)).anySatisfy((finding) -> {
			assertThat(finding.rule()).isEqualTo("P39");
			assertThat(finding.danger()).isEqualTo(Danger.FAILS);
		});
		assertThat(check("alter type mood add value 'good';", "insert into moods values ('good');"))
			.noneMatch((finding) -> finding.danger() == Danger.FAILS);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.execute("begin; " + together + " commit;"));
	}

	@Test
	void foreignKeyOfAPartitionedTableIsFoundWhereTheServerRefusesIt() {
		this.jdbc.execute("create table events (order_id bigint) partition by range (order_id)");
		String key = "alter table events add constraint of_order foreign key (order_id) references orders (id) not valid";
		boolean found = check(key).stream()
			.anyMatch((finding) -> finding.rule().equals("P33") && finding.danger() == Danger.FAILS);
		boolean refused = false;
		try {
			this.jdbc.execute(key);
		}
		catch (DataAccessException ex) {
			refused = true;
		}
		assertThat(found).isEqualTo(refused);
	}

}
