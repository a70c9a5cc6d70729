package io.expandcontract.backfill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that cannot be written, and values that a bean gives, on every database.
 */
abstract class BackfillRowsContractTests extends BackfillControlContractTests {

	private static final BackfillSettings SMALL = new BackfillSettings(Duration.ofHours(1), 500, Duration.ofMinutes(1));

	BackfillRowsContractTests(TestDatabases databases) {
		super(databases);
	}

	private Backfill shares(String unshareable) {
		people(1, 5000);
		this.jdbc.execute("alter table person add share int");
		this.jdbc.execute("alter table person add divisor int");
		this.jdbc.update("update person set divisor = case when " + unshareable + " then null else 1 end");
		this.jdbc.execute("create table part (id bigint not null primary key, divisor int, share int not null)");
		this.jdbc.update("insert into part (id, divisor, share) select id, divisor, 0 from person");
		return backfill("part", null, "share", failingWhenNull());
	}

	/**
	 * Return a value that cannot be written where the divisor is null: too large for an
	 * int.
	 */
	private static String failingWhenNull() {
		return "case when divisor is null then 10000000000 + id else 7 end";
	}

	private long shared() {
		return Objects
			.requireNonNull(this.jdbc.queryForObject("select count(*) from part where share = 7", Long.class));
	}

	@Test
	void rowsThatFailAreRecordedAndTheRestIsWritten() {
		Backfill shares = shares("id in (3, 4, 2500, 5000)");
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> engine(SMALL).work(shares, "one", () -> true))
			.withMessageContaining(KEY.toString())
			.withMessageContaining("part")
			.withMessageContaining("4 rows could not be written");
		assertThat(shared()).isEqualTo(4996);
		assertThat(progress()).satisfies((progress) -> {
			assertThat(progress.state()).isEqualTo(BackfillState.FAILED);
			assertThat(progress.failedRows()).isEqualTo(4);
			assertThat(progress.rowsDone()).isEqualTo(5000);
			assertThat(progress.failure()).contains("4 rows could not be written");
			assertThat(progress.worker()).isNull();
		});
		assertThat(this.engine.store().failedRows(3)).extracting(BackfillProgress.FailedRow::key)
			.containsExactly("3", "4", "2500");
		assertThat(this.engine.store().failedRows(1)).first().satisfies((row) -> assertThat(row.error()).isNotBlank());
		assertThat(this.engine.isVerified(shares)).isFalse();
	}

	@Test
	void correctedRowsAreWrittenByTheNextAttempt() {
		Backfill shares = shares("id in (40, 4000)");
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> engine(SMALL).work(shares, "one", () -> true));
		this.jdbc.update("update part set divisor = 1 where id = 40");
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> engine(SMALL).work(shares, "two", () -> true))
			.withMessageContaining("1 row could not be written");
		assertThat(this.engine.store().failedRows(10)).extracting(BackfillProgress.FailedRow::key)
			.containsExactly("4000");
		this.jdbc.update("delete from part where id = 4000");
		assertThat(this.engine.control().resume()).isTrue();
		assertThat(progress().state()).isEqualTo(BackfillState.RUNNING);
		assertThat(engine(SMALL).work(shares, "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().failedRows()).isZero();
		assertThat(progress().failure()).isNull();
		assertThat(this.engine.store().failedRows(10)).isEmpty();
		assertThat(shared()).isEqualTo(4999);
	}

	@Test
	void whatFailsAtEveryRowStopsEarly() {
		Backfill shares = shares("1 = 1");
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> engine(SMALL).work(shares, "one", () -> true))
			.withMessageContaining("more than 100 rows cannot be written");
		assertThat(progress().state()).isEqualTo(BackfillState.FAILED);
		assertThat(progress().failedRows()).isEqualTo(100);
		assertThat(progress().rowsDone()).isEqualTo(100);
	}

	@Test
	void expressionThatIsNoSqlFailsAtOnceAndBlamesNoRow() {
		people(1, 100);
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> this.engine.work(backfill("person", null, "name", "no_such_column"), "one", () -> true))
			.withCauseInstanceOf(DataAccessException.class);
		assertThat(progress().state()).isEqualTo(BackfillState.FAILED);
		assertThat(this.engine.store().failedRows(10)).isEmpty();
	}

	private BackfillEngine engine(BackfillFunction function) {
		return new BackfillEngine(this.dataSource, this.tables, SMALL,
				new BackfillExtensions(List.of(), Map.of("names", function)::get));
	}

	private static Backfill byBean() {
		return new Backfill(KEY, null, "person", List.of(new Backfill.Column("name", "")), null, false, "names");
	}

	private static void upper(BackfillRow row) {
		row.set("NAME", row.get("first_name") + "/" + row.get("ID", Number.class));
	}

	@Test
	void beanGivesValuesOnTheConnectionOfTheBatch() {
		people(1, 1200);
		this.jdbc.update("update person set name = 'Mary 7/7' where id = 7");
		String marked = this.tables.engine().backfillMarker().condition();
		BackfillEngine engine = engine((rows, connection) -> {
			assertThat(rows).hasSizeBetween(1, 500);
			rows.forEach(BackfillRowsContractTests::upper);
			if (!connection.getAutoCommit()) {
				try (var statement = connection.createStatement();
						var result = statement.executeQuery("select case when " + marked + " then 1 else 0 end")) {
					result.next();
					assertThat(result.getInt(1)).isEqualTo(1);
				}
			}
		});
		assertThat(engine.verify(byBean())).isEqualTo(1199);
		assertThat(count("name is not null")).isEqualTo(1);
		assertThat(engine.work(byBean(), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name = first_name || '/' || id")).isEqualTo(1200);
		assertThat(engine.verify(byBean())).isZero();
	}

	@Test
	void rowForWhichTheBeanThrowsIsRecorded() {
		people(1, 50);
		BackfillEngine engine = engine((rows, connection) -> rows.forEach((row) -> {
			if (Objects.requireNonNull(row.get("id", Number.class)).intValue() == 33) {
				throw new IllegalStateException("no name for this one");
			}
			upper(row);
		}));
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> engine.work(byBean(), "one", () -> true))
			.withMessageContaining("1 row could not be written")
			.withMessageContaining("no name for this one");
		assertThat(count("name is not null")).isEqualTo(49);
		assertThat(engine.store().failedRows(5)).extracting(BackfillProgress.FailedRow::key).containsExactly("33");
	}

	@Test
	void columnThatTheChangeSetDoesNotDeclareIsNotWritten() {
		people(1, 5);
		BackfillEngine engine = engine((rows, connection) -> rows.forEach((row) -> row.set("last_name", "x")));
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> engine.work(byBean(), "one", () -> true))
			.withMessageContaining("does not declare the column last_name");
		assertThat(count("last_name = 'x'")).isZero();
	}

	@Test
	void missingBeanIsRefused() {
		people(1, 5);
		assertThatExceptionOfType(BackfillRefusedException.class)
			.isThrownBy(() -> this.engine.work(byBean(), "one", () -> true))
			.withMessageContaining("no bean names");
	}

}
