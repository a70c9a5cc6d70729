package io.expandcontract.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillEngine;
import io.expandcontract.backfill.BackfillOutcome;
import io.expandcontract.backfill.BackfillSettings;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.Engine;
import io.expandcontract.database.StarterTables;
import io.expandcontract.database.TableInstaller;
import io.expandcontract.testsupport.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two writers, one of each release, and a running backfill: after each commit both views
 * of the row say the same, and what was acknowledged is there.
 */
abstract class SyncFuzzContractTests extends SyncTestSupport {

	private static final int OPERATIONS = 5000;

	private static final int ROWS = 300;

	private static final List<String> FIRST = List.of("Mary", "Mary Ann", "Ludwig", "José", "Jose", "Cher");

	private static final List<String> LAST = List.of("Smith", "smith", "van Beethoven", "O'Neil", "");

	private final Map<Long, Person> ledger = new ConcurrentHashMap<>();

	SyncFuzzContractTests(TestDatabases databases) {
		super(databases);
	}

	@ParameterizedTest
	@ValueSource(longs = 7)
	void everyInterleavingLeavesBothViewsTheSame(long seed) throws Exception {
		for (long id = 1; id <= ROWS; id++) {
			String last = (id % 2 == 0) ? "Smith" : "van Beethoven";
			write("insert into person (id, first_name, last_name) values (?, ?, ?)", id, "Mary Ann", last);
			this.ledger.put(id, new Person("Mary Ann", last, null));
		}
		run("sync", namesInStep());
		ExecutorService executor = Executors.newFixedThreadPool(3);
		try {
			AtomicBoolean writing = new AtomicBoolean(true);
			Future<Integer> former = executor.submit(writer(new Random(seed), true));
			Future<Integer> next = executor.submit(writer(new Random(-seed), false));
			Future<Integer> backfills = executor.submit(() -> backfill(writing));
			assertThat(former.get() + next.get()).isEqualTo(2 * OPERATIONS);
			writing.set(false);
			assertThat(backfills.get()).isPositive();
		}
		finally {
			executor.shutdownNow();
		}
		for (Map.Entry<Long, Person> row : this.ledger.entrySet()) {
			assertThat(Person.of(row(row.getKey()))).as("row %d, seed %d", row.getKey(), seed)
				.isEqualTo(row.getValue().filled());
		}
		assertThat(this.jdbc.queryForObject("select count(*) from person", Long.class)).isEqualTo(this.ledger.size());
	}

	private int backfill(AtomicBoolean writing) throws SQLException {
		StarterTables tables = new StarterTables(Engine.of(this.dataSource), this.databases.schema(), "EC_",
				"DATABASECHANGELOG");
		new TableInstaller(tables).install(this.jdbc);
		BackfillEngine engine = new BackfillEngine(this.dataSource, tables,
				new BackfillSettings(Duration.ofMillis(2), 20, Duration.ofMinutes(1)));
		int done = 0;
		while (writing.get() || done == 0) {
			Backfill fill = new Backfill(new ChangeSetKey("changelog.yaml", "fill-" + done, "ann"), null, "person",
					List.of(new Backfill.Column("name", FORWARD)), "name is null", true);
			assertThat(engine.work(fill, "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
			done++;
		}
		return done;
	}

	private Callable<Integer> writer(Random random, boolean former) {
		return () -> {
			int done = 0;
			try (Connection connection = this.dataSource.getConnection()) {
				connection.setAutoCommit(false);
				connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
				for (; done < OPERATIONS; done++) {
					operate(connection, random, former, done);
				}
			}
			return done;
		};
	}

	private void operate(Connection connection, Random random, boolean former, int operation) throws SQLException {
		boolean insert = random.nextInt(20) == 0;
		long id = insert ? ROWS + 1 + 2L * operation + (former ? 0 : 1) : 1 + random.nextInt(ROWS);
		Person before = insert ? new Person(null, null, null) : locked(connection, id);
		if (!insert) {
			Person acknowledged = Objects.requireNonNull(this.ledger.get(id));
			assertThat(before).as("row %d", id).isIn(acknowledged, acknowledged.filled());
		}
		String first = (random.nextInt(4) == 0 && !insert) ? before.first : pick(random, FIRST);
		String last = (random.nextInt(4) == 0 && !insert) ? before.last : pick(random, LAST);
		String name = (random.nextInt(4) == 0 && !insert) ? before.name : (pick(random, FIRST) + " " + last).strip();
		if (former) {
			write(connection,
					insert ? "insert into person (first_name, last_name, note, id) values (?, ?, ?, ?)"
							: "update person set first_name = ?, last_name = ?, note = ? where id = ?",
					first, last, "o", id);
		}
		else {
			write(connection, insert ? "insert into person (name, note, id) values (?, ?, ?)"
					: "update person set name = ?, note = ? where id = ?", name, "n", id);
		}
		if (random.nextInt(10) == 0) {
			connection.rollback();
			return;
		}
		Person after = former ? before.writtenByFormer(first, last) : before.writtenByNew(name);
		assertThat(locked(connection, id)).as("row %d before %s", id, before).isEqualTo(after);
		this.ledger.put(id, after);
		connection.commit();
	}

	private static void write(Connection connection, String sql, @Nullable Object... values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int index = 0; index < values.length; index++) {
				statement.setObject(index + 1, values[index]);
			}
			assertThat(statement.executeUpdate()).isEqualTo(1);
		}
	}

	private static Person locked(Connection connection, long id) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select first_name, last_name, name from person where id = ? for update")) {
			statement.setLong(1, id);
			try (ResultSet row = statement.executeQuery()) {
				assertThat(row.next()).as("row %d", id).isTrue();
				return new Person(row.getString(1), row.getString(2), row.getString(3));
			}
		}
	}

	private static String pick(Random random, List<String> choices) {
		return choices.get(random.nextInt(choices.size()));
	}

	/**
	 * A row, and what each release makes of it, told a second time.
	 */
	private record Person(@Nullable String first, @Nullable String last, @Nullable String name) {

		static Person of(List<String> row) {
			return new Person(row.get(0), row.get(1), row.get(2));
		}

		private @Nullable String joined() {
			return (this.first == null || this.last == null) ? null : (this.first + " " + this.last).strip();
		}

		Person filled() {
			return (this.name != null) ? this : new Person(this.first, this.last, joined());
		}

		Person writtenByFormer(@Nullable String first, @Nullable String last) {
			boolean changed = !Objects.equals(first, this.first) || !Objects.equals(last, this.last);
			return changed ? new Person(first, last, new Person(first, last, null).joined()) : this;
		}

		Person writtenByNew(@Nullable String name) {
			if (Objects.equals(name, this.name)) {
				return this;
			}
			if (Objects.equals(name, joined())) {
				return new Person(this.first, this.last, name);
			}
			String text = String.valueOf(name);
			int space = text.lastIndexOf(' ');
			return new Person((space < 0) ? text : text.substring(0, space),
					(space < 0) ? "" : text.substring(space + 1), name);
		}

	}

}
