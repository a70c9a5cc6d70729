package io.expandcontract.backfill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.Engine;
import io.expandcontract.database.StarterTables;
import io.expandcontract.database.TableInstaller;
import io.expandcontract.testsupport.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table to be filled on every database, and what the contract's tests share.
 */
abstract class BackfillTestSupport {

	static final ChangeSetKey KEY = new ChangeSetKey("db/changelog/1.1/migrate.yaml", "fill-name", "ann");

	static final BackfillSettings SETTINGS = new BackfillSettings(Duration.ofMillis(30), 1000, Duration.ofMinutes(1));

	/** So that the tests' own SQL is the same on every engine. */
	static final String ANSI_MODE = "set session sql_mode = concat(@@sql_mode, ',PIPES_AS_CONCAT,ANSI_QUOTES')";

	private final TestDatabases databases;

	protected HikariDataSource dataSource;

	protected JdbcTemplate jdbc;

	protected StarterTables tables;

	protected BackfillEngine engine;

	BackfillTestSupport(TestDatabases databases) {
		this.databases = databases;
	}

	@BeforeEach
	void createDatabase() throws SQLException {
		this.dataSource = this.databases.createDatabase();
		if (this.databases.isMySqlFamily()) {
			this.dataSource = inAnsiMode(this.dataSource);
		}
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.tables = tables(this.dataSource, "DATABASECHANGELOG");
		new TableInstaller(this.tables).install(this.jdbc);
		this.engine = engine(SETTINGS);
		this.jdbc.execute("""
				create table person (id bigint not null primary key, first_name varchar(40), last_name varchar(40),
				                     name varchar(100))
				""");
	}

	private static HikariDataSource inAnsiMode(HikariDataSource standard) {
		try (standard) {
			HikariConfig config = new HikariConfig();
			standard.copyStateTo(config);
			config.setConnectionInitSql(ANSI_MODE);
			return new HikariDataSource(config);
		}
	}

	@AfterEach
	void closeDatabase() {
		this.dataSource.close();
	}

	StarterTables tables(DataSource dataSource, String history) throws SQLException {
		return new StarterTables(Engine.of(dataSource), this.databases.schema(), "EC_", history);
	}

	BackfillEngine engine(BackfillSettings settings) {
		return new BackfillEngine(this.dataSource, this.tables, settings);
	}

	static Backfill names() {
		return backfill("person", null, "name", "first_name || ' ' || last_name");
	}

	static Backfill backfill(String table, @Nullable String where, String column, String expression) {
		return new Backfill(KEY, null, table, List.of(new Backfill.Column(column, expression)), where, false);
	}

	void people(int from, int to) {
		this.jdbc.update("""
				insert into person (id, first_name, last_name)
				select x, 'Mary ' || x, 'Smith' from %s where x between ? and ?
				""".formatted(series(to)), from, to);
	}

	String series(int to) {
		return switch (this.databases) {
			case H2 -> "system_range(1, %d)".formatted(to);
			case POSTGRESQL -> "generate_series(1, %d) as x".formatted(to);
			case MYSQL, MARIADB -> """
					(select x from (
					   select 1 + a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n as x
					   from digit a, digit b, digit c, digit d, digit e) numbers
					 where x <= %d) series
					""".formatted(to);
		};
	}

	BackfillProgress progress() {
		List<BackfillProgress> all = this.engine.store().all();
		assertThat(all).hasSize(1);
		return all.get(0);
	}

	long count(String condition) {
		Long count = this.jdbc.queryForObject("select count(*) from person where " + condition, Long.class);
		return (count != null) ? count : -1;
	}

	abstract String randomUuid();

	/**
	 * Return the type of a key that holds random UUIDs.
	 */
	String uuidType() {
		return "uuid";
	}

	/**
	 * Return a function that never yields the same.
	 */
	String random() {
		return "random()";
	}

}
