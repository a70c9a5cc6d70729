package io.expandcontract.check;

import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.check.RulePage.Section;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.core.MariaDBDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("all-databases")
class MariaDbRulePageTests extends MySqlFamilyRulePageTests {

	MariaDbRulePageTests() {
		super(TestDatabases.MARIADB, new MariaDBDatabase());
	}

	@Override
	Stream<Section> sections() {
		return super.sections().filter((section) -> !section.text().contains("Not on MariaDB."));
	}

	@Test
	void tableIsCopiedWhileOthersWriteUnlessTheOldModeIsSet() {
		try (HikariDataSource database = TestDatabases.MARIADB.createDatabase()) {
			database.setMaximumPoolSize(1);
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table orders (id bigint primary key, quantity int)");
			jdbc.execute("alter table orders modify column quantity bigint, algorithm=copy, lock=none");
			assertThat(DatabaseFacts.of(jdbc, Dialect.MARIADB, null).copiesWhileOthersWrite()).isTrue();
			jdbc.execute("set session old_mode = 'LOCK_ALTER_TABLE_COPY'");
			assertThat(DatabaseFacts.of(jdbc, Dialect.MARIADB, null).copiesWhileOthersWrite()).isFalse();
		}
	}

	@Test
	void referenceBesideAColumnIsAForeignKey() {
		try (HikariDataSource database = TestDatabases.MARIADB.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table customers (id bigint primary key)");
			jdbc.execute("create table orders (id bigint primary key)");
			jdbc.execute("alter table orders add column payer_id bigint references customers (id)");
			DatabaseFacts facts = DatabaseFacts.of(jdbc, Dialect.MARIADB, null);
			assertThat(facts.constraints(new Name(null, "orders"))).extracting(ConstraintFacts::kind)
				.contains(io.expandcontract.sql.Constraint.Kind.FOREIGN_KEY);
		}
	}

}
