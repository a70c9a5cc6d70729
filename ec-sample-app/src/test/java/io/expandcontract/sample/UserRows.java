package io.expandcontract.sample;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.expandcontract.testsupport.TestDatabases;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/**
 * The statements on {@code users} that the releases and the backfill send, each one a
 * transaction.
 */
class UserRows {

	private static final String INSERT_10 = """
			INSERT INTO users (first_name, last_name, version) VALUES (?, ?, 0)
			""";

	private static final String INSERT_11 = """
			INSERT INTO users (name, version) VALUES (?, 0)
			""";

	private static final String UPDATE_10 = """
			UPDATE users SET first_name = ?, last_name = ?, version = ? WHERE id = ? AND version = ?
			""";

	private static final String UPDATE_11 = """
			UPDATE users SET name = ?, version = ? WHERE id = ? AND version = ?
			""";

	private static final String BACKFILL = """
			UPDATE users SET name = trim(concat(first_name, ' ', last_name)) WHERE id = ? AND name IS NULL
			""";

	private static final String COLUMNS = """
			SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = 'users'
			""";

	private static final String TRIGGERS_AND_FUNCTIONS = """
			SELECT (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'users'::regclass)
			     + (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
			""";

	private static final String TRIGGERS = """
			SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = database()
			""";

	private final JdbcClient jdbc;

	private final TestDatabases engine;

	UserRows(DataSource dataSource, TestDatabases engine) {
		this.jdbc = JdbcClient.create(dataSource);
		this.engine = engine;
	}

	long insert10(String first, String last) {
		return insert(this.jdbc.sql(INSERT_10).params(first, last));
	}

	long insert11(String name) {
		return insert(this.jdbc.sql(INSERT_11).params(name));
	}

	private static long insert(JdbcClient.StatementSpec statement) {
		KeyHolder key = new GeneratedKeyHolder();
		statement.update(key, "id");
		return Objects.requireNonNull(key.getKey()).longValue();
	}

	boolean update10(UserRow read, String first, String last) {
		return this.jdbc.sql(UPDATE_10)
			.params(first, last, read.version() + 1, read.id(), read.version())
			.update() == 1;
	}

	boolean update11(UserRow read, String name) {
		return this.jdbc.sql(UPDATE_11).params(name, read.version() + 1, read.id(), read.version()).update() == 1;
	}

	void backfill(long id) {
		this.jdbc.sql(BACKFILL).param(id).update();
	}

	UserRow row(long id) {
		return Objects.requireNonNull(all().get(id));
	}

	Map<Long, UserRow> all() {
		return this.jdbc.sql("SELECT * FROM users")
			.query(UserRow.class)
			.list()
			.stream()
			.collect(Collectors.toMap(UserRow::id, Function.identity()));
	}

	List<String> columns() {
		return this.jdbc.sql(COLUMNS.formatted(this.engine.isMySqlFamily() ? "database()" : "'public'"))
			.query(String.class)
			.list();
	}

	int triggersAndFunctions() {
		return this.jdbc.sql(this.engine.isMySqlFamily() ? TRIGGERS : TRIGGERS_AND_FUNCTIONS)
			.query(Integer.class)
			.single();
	}

}
