package io.expandcontract.kinds;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way of every kind of application: booted beside an instance of the old release, it
 * expands, is refused a contract, contracts when the old instance is gone, and leaves the
 * fleet when it ends.
 */
final class Rollout implements AutoCloseable {

	private final HikariDataSource database;

	Rollout(TestDatabases engine) {
		this(engine.createDatabase());
	}

	Rollout(HikariDataSource database) {
		this.database = database;
	}

	HikariDataSource database() {
		return this.database;
	}

	Instance.Builder instance(String release) {
		return Instance.of(release, this.database);
	}

	/**
	 * Roll out by the Java API.
	 * @param kind the new release
	 * @param use uses the database as the application does; told the name of a column
	 * that is there
	 */
	void run(Instance.Builder kind, Use use) {
		Instance old = instance("1.0").start();
		try (Instance next = kind.start()) {
			assertThat(columns(this.database)).containsExactly("id", "first_name", "name");
			use.accept(next, "first_name");
			MigrationOutcome refused = next.contract();
			assertThat(refused.reason()).as(refused.message()).isEqualTo(RefusalReason.LIVE_INSTANCES);
			old.close();
			MigrationOutcome done = next.contract();
			assertThat(done.outcome()).as(done.message()).isEqualTo(Outcome.DONE);
			assertThat(columns(this.database)).containsExactly("id", "name");
			use.accept(next, "name");
			assertThat(live()).isOne();
		}
		finally {
			old.close();
		}
		assertThat(live()).isZero();
	}

	void run(Instance.Builder kind) {
		run(kind, (instance, column) -> assertThat(instance.isReady()).isTrue());
	}

	/**
	 * Count the instances in the fleet.
	 * @return how many are not gone
	 */
	int live() {
		return live(this.database);
	}

	static int live(HikariDataSource database) {
		Integer live = new JdbcTemplate(database)
			.queryForObject("select count(*) from EC_INSTANCE where STATE <> 'GONE'", Integer.class);
		return (live != null) ? live : -1;
	}

	static List<String> columns(HikariDataSource database) {
		return new JdbcTemplate(database).queryForList("""
				select lower(column_name) from information_schema.columns where lower(table_name) = 'person'
				order by ordinal_position
				""", String.class);
	}

	@Override
	public void close() {
		this.database.close();
	}

	/**
	 * How an application of some kind uses its database.
	 */
	@FunctionalInterface
	interface Use {

		/**
		 * Use the database.
		 * @param instance the running application
		 * @param column a column that is there now
		 */
		void accept(Instance instance, String column);

	}

}
