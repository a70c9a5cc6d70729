package io.expandcontract.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.backfill.BackfillChange;
import io.expandcontract.database.Engine;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.change.Change;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.DropIndexChange;
import liquibase.change.core.DropNotNullConstraintChange;
import liquibase.change.core.RawSQLChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a look at the catalog shows of changesets outside a transaction.
 */
class InspectionTests {

	private static final String ENGINES = "io.expandcontract.testsupport.TestDatabases#present";

	private static boolean tookEffect(HikariDataSource database, Change change) throws SQLException {
		ChangeSet changeSet = new ChangeSet("1", "ann", false, false, "db/changelog.yaml", null, null, null);
		changeSet.addChange(change);
		try (Connection connection = database.getConnection()) {
			return Inspection.tookEffect(Objects.requireNonNull(Inspection.of(changeSet)), Engine.of(connection),
					connection, TestDatabases.of(database).schema());
		}
	}

	@ParameterizedTest
	@MethodSource(ENGINES)
	void notNullIsSeen(TestDatabases engine) throws SQLException {
		AddNotNullConstraintChange add = new AddNotNullConstraintChange();
		add.setTableName("t");
		add.setColumnName("c");
		DropNotNullConstraintChange drop = new DropNotNullConstraintChange();
		drop.setTableName("t");
		drop.setColumnName("c");
		try (HikariDataSource database = engine.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table t (id int primary key, c int)");
			assertThat(tookEffect(database, add)).isFalse();
			assertThat(tookEffect(database, drop)).isTrue();
			jdbc.execute(engine.isMySqlFamily() ? "alter table t modify c int not null"
					: "alter table t alter column c set not null");
			assertThat(tookEffect(database, add)).isTrue();
			assertThat(tookEffect(database, drop)).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MYSQL", "MARIADB" })
	@Tag("all-databases")
	void triggersOfMySqlAreSeen(TestDatabases engine) throws SQLException {
		String definition = "create trigger keep before update on t for each row set new.c = old.c";
		RawSQLChange create = new RawSQLChange(definition);
		RawSQLChange drop = new RawSQLChange("DROP TRIGGER IF EXISTS `keep`;");
		try (HikariDataSource database = engine.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table t (id int primary key, c int)");
			assertThat(tookEffect(database, create)).isFalse();
			assertThat(tookEffect(database, drop)).isTrue();
			jdbc.execute(definition);
			assertThat(tookEffect(database, create)).isTrue();
			assertThat(tookEffect(database, drop)).isFalse();
		}
	}

	/**
	 * MySQL and MariaDB know indexes of one name on several tables.
	 */
	@ParameterizedTest
	@MethodSource(ENGINES)
	void indexOfAnotherTableIsNotTaken(TestDatabases engine) throws SQLException {
		CreateIndexChange create = new CreateIndexChange();
		create.setTableName("t");
		create.setIndexName("by_c");
		DropIndexChange drop = new DropIndexChange();
		drop.setTableName("t");
		drop.setIndexName("by_c");
		try (HikariDataSource database = engine.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table t (id int primary key, c int)");
			jdbc.execute("create table other (id int primary key, c int)");
			if (engine.isMySqlFamily()) {
				jdbc.execute("create index by_c on other (c)");
			}
			assertThat(tookEffect(database, create)).isFalse();
			assertThat(tookEffect(database, drop)).isTrue();
			jdbc.execute("create index by_c on t (c)");
			assertThat(tookEffect(database, create)).isTrue();
			assertThat(tookEffect(database, drop)).isFalse();
		}
	}

	@Test
	void whatMayRunTwiceRunsAgain() throws SQLException {
		BackfillChange backfill = new BackfillChange();
		backfill.setTableName("t");
		try (HikariDataSource database = TestDatabases.H2.createDatabase()) {
			assertThat(tookEffect(database, new TagDatabaseChange())).isFalse();
			assertThat(tookEffect(database, backfill)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "drop trigger keep on t",
			"create index concurrently a on t (c); create index concurrently b on t (d)",
			"create trigger a before update on t for each row set new.c = 1; drop trigger b" })
	void otherSqlIsNotJudged(String sql) {
		ChangeSet changeSet = new ChangeSet("1", "ann", false, false, "db/changelog.yaml", null, null, null);
		changeSet.addChange(new RawSQLChange(sql));
		assertThat(Inspection.of(changeSet)).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bodyOfATriggerMayHaveSemicolonsOnlyIfItIsNotSplit(boolean split) {
		ChangeSet changeSet = new ChangeSet("1", "ann", false, false, "db/changelog.yaml", null, null, null);
		RawSQLChange create = new RawSQLChange(
				"create trigger a before update on t for each row begin set new.c = 1; set new.d = 1; end");
		create.setSplitStatements(split);
		changeSet.addChange(create);
		assertThat(Inspection.of(changeSet) == null).isEqualTo(split);
	}

}
