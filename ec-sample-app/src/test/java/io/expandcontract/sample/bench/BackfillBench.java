package io.expandcontract.sample.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillEngine;
import io.expandcontract.backfill.BackfillOutcome;
import io.expandcontract.backfill.BackfillProgress;
import io.expandcontract.backfill.BackfillSettings;
import io.expandcontract.backfill.BackfillState;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.Engine;
import io.expandcontract.database.StarterTables;
import io.expandcontract.database.TableInstaller;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a backfill costs and what writers notice of it: a single UPDATE, batches of rows
 * that still lack a value, batches along the key without the engine, and the starter.
 */
final class BackfillBench {

	private static final String DATABASE = "bench_backfill";

	private static final int BATCH = 5000;

	private static final int NAIVE_BATCH = 10_000;

	private static final int ROUNDS = 5;

	private static final String SINGLE = "single UPDATE";

	private static final String NAIVE = "naive batches of " + NAIVE_BATCH;

	private static final String STARTER = "starter, unthrottled";

	private static final Duration UNTHROTTLED = Duration.ofMillis(500);

	private static final Duration DEFAULT_TARGET = Duration.ofMillis(30);

	private static final int DEFAULT_LARGEST = 10_000;

	private static final Duration LEASE = Duration.ofSeconds(15);

	private static final Duration IDLE = Duration.ofSeconds(10);

	private final DdlServer server;

	private final long rows;

	private final DataSource pool;

	private final StarterTables tables;

	private BackfillBench(DdlServer server, long rows, DataSource pool) throws SQLException {
		this.server = server;
		this.rows = rows;
		this.pool = pool;
		this.tables = new StarterTables(Engine.of(pool), isPostgreSql() ? "public" : null, "EC_", "DATABASECHANGELOG");
		new TableInstaller(this.tables).install(new JdbcTemplate(pool));
	}

	public static void main(String[] arguments) throws Exception {
		DdlServer.Kind kind = DdlServer.Kind.POSTGRESQL;
		List<Long> sizes = new ArrayList<>();
		for (String argument : arguments) {
			if (argument.matches("--rows=\\d+")) {
				sizes.add(Long.valueOf(argument.substring("--rows=".length())));
			}
			else {
				kind = DdlServer.Kind.of(argument);
			}
		}
		if (sizes.isEmpty()) {
			sizes.addAll((kind == DdlServer.Kind.POSTGRESQL) ? List.of(300_000L, 1_000_000L) : List.of(1_000_000L));
		}
		try (DdlServer server = DdlServer.start(kind)) {
			server.create(DATABASE);
			try (HikariDataSource pool = new HikariDataSource()) {
				pool.setJdbcUrl(server.url(DATABASE));
				pool.setUsername(server.user());
				pool.setPassword("");
				pool.setMaximumPoolSize(1);
				for (long size : sizes) {
					new BackfillBench(server, size, pool).measure();
				}
			}
		}
	}

	private interface Way {

		/** Fill the table, and return when the last row had been written. */
		long fill(Connection connection) throws SQLException;

	}

	/** Rows a second until the last was written, and until that was verified. */
	private record Rate(double moved, double whole) {

	}

	private void measure() throws Exception {
		System.out.printf(Locale.ROOT, "A real server, %s, %,d rows. Rows a second, with nobody else there.%n",
				this.server.kind(), this.rows);
		Map<String, Way> ways = new LinkedHashMap<>();
		ways.put(SINGLE, BackfillBench::single);
		ways.put(NAIVE, BackfillBench::naive);
		ways.put("keyset batches of " + BATCH, this::keyset);
		ways.put(STARTER, (connection) -> starter(UNTHROTTLED));
		List<Map<String, Rate>> rounds = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			rounds.add(round(ways));
		}
		ways.keySet()
			.forEach((way) -> System.out.printf(Locale.ROOT, "  %-28s %,12.0f; with verification %,12.0f%n", way,
					median(rounds, (round) -> rate(round, way).moved()),
					median(rounds, (round) -> rate(round, way).whole())));
		System.out.println("Writers, 8 of random rows and 2 of one row, milliseconds.");
		BackfillWriters.Noticed idle = noticed("idle", null);
		noticed("single UPDATE", BackfillBench::single);
		BackfillWriters.Noticed during = noticed("starter by default", (connection) -> starter(DEFAULT_TARGET));
		System.out.printf(Locale.ROOT,
				"bench backfill: database=%s rows=%d ratio=%.2f naive_ratio=%.2f p99_ms=%.1f idle_p99_ms=%.1f max_ms=%.1f "
						+ "verified_ratio=%.2f%n",
				this.server.kind(), this.rows,
				median(rounds, (round) -> rate(round, STARTER).moved() / rate(round, SINGLE).moved()),
				median(rounds, (round) -> rate(round, NAIVE).moved() / rate(round, SINGLE).moved()),
				during.worse().p99(), idle.worse().p99(), during.worse().longest(),
				median(rounds, (round) -> rate(round, STARTER).whole() / rate(round, SINGLE).whole()));
	}

	/**
	 * All ways one after another, so that what disturbs the machine for a while disturbs
	 * each of them.
	 */
	private Map<String, Rate> round(Map<String, Way> ways) throws SQLException {
		Map<String, Rate> rates = new HashMap<>();
		for (Map.Entry<String, Way> way : ways.entrySet()) {
			build();
			try (Connection connection = this.server.connect(DATABASE)) {
				long start = System.nanoTime();
				long moved = way.getValue().fill(connection) - start;
				rates.put(way.getKey(),
						new Rate(this.rows / (moved / 1e9), this.rows / ((System.nanoTime() - start) / 1e9)));
			}
			check();
		}
		return rates;
	}

	private static Rate rate(Map<String, Rate> round, String way) {
		return Objects.requireNonNull(round.get(way));
	}

	private static double median(List<Map<String, Rate>> rounds, ToDoubleFunction<Map<String, Rate>> of) {
		return rounds.stream().mapToDouble(of).sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
	}

	private BackfillWriters.Noticed noticed(String name, @Nullable Way way) throws Exception {
		build();
		BackfillWriters.Noticed noticed;
		try (BackfillWriters writers = new BackfillWriters(this.server, DATABASE, this.rows);
				Connection connection = this.server.connect(DATABASE)) {
			if (way != null) {
				way.fill(connection);
			}
			else {
				writers.awaitMeasured(IDLE);
			}
			noticed = writers.stop();
		}
		System.out.printf(Locale.ROOT,
				"  %-20s random p50 %.1f p99 %.1f longest %.1f; hot row p50 %.1f p99 %.1f longest %.1f%n", name,
				noticed.random().p50(), noticed.random().p99(), noticed.random().longest(), noticed.hot().p50(),
				noticed.hot().p99(), noticed.hot().longest());
		return noticed;
	}

	private void build() throws SQLException {
		try (Connection connection = this.server.connect(DATABASE);
				Statement statement = connection.createStatement()) {
			statement.execute("drop table if exists account");
			statement.execute("""
					create table account (id bigint not null primary key, first_name varchar(40), last_name varchar(40),
					                      visits bigint not null, name varchar(100))
					""");
			statement.execute("insert into account values (1, 'Mary 1', 'Smith', 0, null)");
			for (long present = 1; present < this.rows; present *= 2) {
				statement.execute("""
						insert into account select id + %1$d, concat('Mary ', id + %1$d), 'Smith', 0, null from account
						where id + %1$d <= %2$d
						""".formatted(present, this.rows));
			}
			statement.execute(isPostgreSql() ? "vacuum analyze account" : "analyze table account");
		}
		new JdbcTemplate(this.pool).update(this.tables.sql("delete from {BACKFILL}"));
		this.server.settle(DATABASE);
	}

	private boolean isPostgreSql() {
		return this.server.kind() == DdlServer.Kind.POSTGRESQL;
	}

	private void check() throws SQLException {
		try (Connection connection = this.server.connect(DATABASE);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from account where name is not null")) {
			rows.next();
			if (rows.getLong(1) != this.rows) {
				throw new IllegalStateException("Only " + rows.getLong(1) + " rows were filled");
			}
		}
	}

	private static long single(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("update account set name = concat(first_name, ' ', last_name)");
		}
		return System.nanoTime();
	}

	private static long naive(Connection connection) throws SQLException {
		boolean limits = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
		String lacking = limits ? "id in (select id from account where name is null limit " + NAIVE_BATCH + ")"
				: "name is null limit " + NAIVE_BATCH;
		try (Statement statement = connection.createStatement()) {
			int written = 1;
			while (written > 0) {
				written = statement
					.executeUpdate("update account set name = concat(first_name, ' ', last_name) where " + lacking);
			}
		}
		return System.nanoTime();
	}

	private long keyset(Connection connection) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement(
				"update account set name = concat(first_name, ' ', last_name) where id > ? and id <= ?")) {
			for (long after = 0; after < this.rows; after += BATCH) {
				update.setLong(1, after);
				update.setLong(2, after + BATCH);
				update.executeUpdate();
			}
		}
		return System.nanoTime();
	}

	private long starter(Duration target) {
		int largest = target.equals(UNTHROTTLED) ? 10 * DEFAULT_LARGEST : DEFAULT_LARGEST;
		BackfillEngine engine = new BackfillEngine(this.pool, this.tables,
				new BackfillSettings(target, largest, LEASE));
		Backfill backfill = new Backfill(new ChangeSetKey("bench.yaml", "1", "bench"), null, "account",
				List.of(new Backfill.Column("name", "concat(first_name, ' ', last_name)")), null, false);
		AtomicLong moved = new AtomicLong();
		BackfillOutcome outcome = engine.work(backfill, "bench", () -> {
			BackfillProgress progress = engine.store().find(backfill);
			if (progress != null && progress.state() == BackfillState.COPIED) {
				moved.compareAndSet(0, System.nanoTime());
			}
			return true;
		});
		if (outcome != BackfillOutcome.DONE) {
			throw new IllegalStateException("The backfill did not end");
		}
		return moved.get();
	}

}
