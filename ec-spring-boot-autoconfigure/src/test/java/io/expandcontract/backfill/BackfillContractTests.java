package io.expandcontract.backfill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.StarterTables;
import io.expandcontract.database.TableInstaller;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a backfill is worked on, left and resumed, on every database.
 */
abstract class BackfillContractTests extends BackfillTableContractTests {

	BackfillContractTests(TestDatabases databases) {
		super(databases);
	}

	private void expireLease() {
		assertThat(this.jdbc.update(this.tables.sql("update {BACKFILL} set LEASED_UNTIL = {now} - 1"))).isEqualTo(1);
	}

	private static BooleanSupplier times(int batches) {
		AtomicInteger left = new AtomicInteger(batches);
		return () -> left.getAndDecrement() > 0;
	}

	/**
	 * Run something once, before the batch with this number.
	 */
	private static BooleanSupplier before(int batch, Runnable action) {
		AtomicInteger number = new AtomicInteger();
		return () -> {
			if (number.incrementAndGet() == batch) {
				action.run();
			}
			return true;
		};
	}

	@Test
	void emptyTableIsDone() {
		assertThat(this.engine.work(names(), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(this.engine.isVerified(names())).isTrue();
		assertThat(progress().rowsDone()).isZero();
		assertThat(progress().remaining()).isEqualTo(Duration.ZERO);
	}

	@Test
	void everyRowIsFilledAndProgressAddsUp() {
		people(1, 20_000);
		assertThat(this.engine.verify(names())).isEqualTo(20_000);
		assertThat(this.engine.work(names(), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name = first_name || ' ' || last_name")).isEqualTo(20_000);
		assertThat(this.engine.verify(names())).isZero();
		assertThat(progress()).satisfies((progress) -> {
			assertThat(progress.key()).isEqualTo(KEY);
			assertThat(progress.table()).isEqualTo("person");
			assertThat(progress.state()).isEqualTo(BackfillState.DONE);
			assertThat(progress.rowsDone()).isEqualTo(20_000);
			assertThat(progress.rowsEstimated()).isEqualTo(20_000);
			assertThat(progress.workedMicros()).isPositive();
			assertThat(progress.worker()).isNull();
		});
	}

	@Test
	void doneIsNotDoneAgain() {
		people(1, 10);
		this.engine.work(names(), "one", () -> true);
		this.jdbc.update("update person set name = 'Madonna' where id = 3");
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name = 'Madonna'")).isEqualTo(1);
		this.jdbc.execute("drop table person");
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
	}

	@Test
	void stoppedWorkIsResumedWhereItEnded() {
		people(1, 5000);
		assertThat(this.engine.work(names(), "one", times(2))).isEqualTo(BackfillOutcome.STOPPED);
		BackfillProgress stopped = progress();
		assertThat(stopped.state()).isEqualTo(BackfillState.RUNNING);
		assertThat(stopped.worker()).isNull();
		assertThat(stopped.rowsDone()).isBetween(200L, 4999L).isEqualTo(count("name is not null"));
		assertThat(this.engine.isVerified(names())).isFalse();
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(5000);
	}

	@Test
	void stoppedVerificationIsResumed() {
		people(1, 3000);
		AtomicBoolean copied = new AtomicBoolean();
		assertThat(this.engine.work(names(), "one", () -> {
			boolean go = !copied.get();
			copied.set(progress().state() == BackfillState.COPIED);
			return go;
		})).isEqualTo(BackfillOutcome.STOPPED);
		assertThat(progress().state()).isEqualTo(BackfillState.COPIED);
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(3000);
	}

	@Test
	void leaseKeepsOthersOut() {
		people(1, 3000);
		assertThat(this.engine.work(names(), "one", before(2, () -> {
			assertThat(progress().worker()).isEqualTo("one");
			assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.TAKEN);
		}))).isEqualTo(BackfillOutcome.DONE);
	}

	@Test
	void workerPastItsLeaseCommitsNothing() {
		people(1, 3000);
		assertThat(this.engine.work(names(), "one", before(1, () -> {
			expireLease();
			assertThat(progress().worker()).isNull();
			assertThat(this.engine.work(names(), "two", () -> false)).isEqualTo(BackfillOutcome.STOPPED);
		}))).isEqualTo(BackfillOutcome.TAKEN);
		assertThat(count("name is not null")).isZero();
		assertThat(progress().rowsDone()).isZero();
	}

	@Test
	void secondWorkerFinishesWhatAnExpiredOneLeft() {
		people(1, 3000);
		assertThat(this.engine.work(names(), "one", before(2, () -> {
			expireLease();
			assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		}))).isEqualTo(BackfillOutcome.TAKEN);
		assertThat(progress().state()).isEqualTo(BackfillState.DONE);
		assertThat(progress().rowsDone()).isEqualTo(3000);
		assertThat(count("name is null")).isZero();
	}

	@Test
	void workerMayTakeItsOwnLeaseAgain() {
		people(1, 3000);
		assertThat(this.engine.work(names(), "one", before(2,
				() -> assertThat(this.engine.work(names(), "one", () -> true)).isEqualTo(BackfillOutcome.DONE))))
			.isEqualTo(BackfillOutcome.TAKEN);
		assertThat(progress().rowsDone()).isEqualTo(3000);
	}

	@Test
	void rowsInsertedMeanwhileAreFilledToo() {
		people(1, 3000);
		AtomicInteger next = new AtomicInteger(10_000);
		assertThat(this.engine.work(names(), "one", before(2, () -> people(next.get(), next.addAndGet(50)))))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name is null")).isZero();
		assertThat(count("1 = 1")).isEqualTo(3051);
	}

	@Test
	void copyingEndsUnderSustainedInserts() {
		people(1, 3000);
		AtomicInteger next = new AtomicInteger(10_000);
		this.engine.work(names(), "one", () -> {
			int id = next.addAndGet(1000);
			this.jdbc.update("""
					insert into person (id, first_name, last_name, name)
					select x + %d, 'New', 'One', 'New One' from %s
					""".formatted(id, series(1000)));
			return true;
		});
		assertThat(progress().state()).isEqualTo(BackfillState.DONE);
		assertThat(progress().rowsDone()).isEqualTo(3000);
	}

	@Test
	void rowChangedBehindThePositionIsFilledInTheNextRound() {
		people(1, 3000);
		assertThat(this.engine.work(names(), "one",
				before(3, () -> this.jdbc.update("update person set first_name = 'Ann' where id = 5"))))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(this.jdbc.queryForObject("select name from person where id = 5", String.class))
			.isEqualTo("Ann Smith");
	}

	@Test
	void rowsDeletedAtTheBoundsDoNoHarm() {
		people(1, 3000);
		assertThat(this.engine.work(names(), "one", before(2, () -> {
			this.jdbc.update("delete from person where id between 900 and 1300");
			this.jdbc.update("delete from person where id = 3000");
		}))).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name is null")).isZero();
	}

	@Test
	void rowsWhoseKeysMoveMeanwhileAreFilledToo() {
		people(1, 3000);
		assertThat(this.engine.work(names(), "one", before(2, () -> {
			this.jdbc.update("update person set id = -id where id between 2001 and 2500");
			this.jdbc.update("update person set id = id + 10000 where id between 2501 and 2700");
		}))).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name is null")).isZero();
		assertThat(count("id < 0 or id > 10000")).isEqualTo(700);
	}

	@Test
	void farKeyThatIsInsertedMeanwhileIsReachedInFewSteps() {
		people(1, 3000);
		AtomicInteger asked = new AtomicInteger();
		assertThat(this.engine.work(names(), "one", () -> {
			if (asked.incrementAndGet() == 2) {
				this.jdbc.update("insert into person (id, first_name, last_name) values (2000000000, 'Far', 'Away')");
			}
			return asked.get() < 1000;
		})).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name is null")).isZero();
	}

	@Test
	void expressionThatNeverYieldsTheSameFails() {
		people(1, 50);
		this.jdbc.execute("alter table person add dice double precision");
		Backfill dice = backfill("person", null, "dice", random());
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> this.engine.work(dice, "one", () -> true))
			.withMessageContaining("50 rows still differ");
		assertThat(progress().state()).isEqualTo(BackfillState.FAILED);
		assertThat(progress().failedRows()).isEqualTo(50);
		Backfill once = backfill("person", "dice is null", "dice", random());
		assertThat(this.engine.work(once, "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
	}

	@Test
	void failureOfTheCallerGivesTheLeaseBack() {
		people(1, 3000);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.engine.work(names(), "one", before(2, () -> {
				throw new IllegalStateException("asked to");
			})));
		assertThat(progress().worker()).isNull();
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
	}

	@Test
	void poolWithoutAutocommit() throws SQLException {
		people(1, 1500);
		try (HikariDataSource manual = new HikariDataSource()) {
			this.dataSource.copyStateTo(manual);
			manual.setAutoCommit(false);
			BackfillEngine engine = new BackfillEngine(manual, tables(manual, "DATABASECHANGELOG"), SETTINGS);
			assertThat(engine.work(names(), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		}
		assertThat(this.engine.isVerified(names())).isTrue();
		assertThat(count("name is null")).isZero();
	}

	@Test
	void fleetsInOneSchemaDoNotSeeEachOther() throws SQLException {
		people(1, 10);
		StarterTables others = tables(this.dataSource, "OTHERS_CHANGELOG");
		new TableInstaller(others).install(this.jdbc);
		BackfillEngine other = new BackfillEngine(this.dataSource, others, SETTINGS);
		this.engine.work(names(), "one", () -> true);
		assertThat(other.store().all()).isEmpty();
		assertThat(other.isVerified(names())).isFalse();
		other.store().findOrCreate(names());
		assertThat(this.engine.store().all()).extracting(BackfillProgress::state).containsExactly(BackfillState.DONE);
		assertThat(other.store().all()).extracting(BackfillProgress::state).containsExactly(BackfillState.PENDING);
	}

	@Test
	void rowOfAChangeSetIsCreatedOnceWhateverItsCase() {
		this.engine.store().findOrCreate(names());
		Backfill upper = new Backfill(new ChangeSetKey("DB/changelog/1.1/migrate.yaml", "FILL-NAME", "Ann"), null,
				"person", names().columns(), null, false);
		assertThat(this.engine.store().findOrCreate(upper).id()).isEqualTo(progress().id());
	}

	@Test
	void writesOfTheEngineAreMarkedAndNobodyElses() {
		people(1, 1500);
		String marked = this.tables.engine().backfillMarker().condition();
		Backfill mine = backfill("person", null, "name", "case when " + marked + " then 'mine' end");
		assertThat(this.engine.work(mine, "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name = 'mine'")).isEqualTo(1500);
		assertThat(count(marked)).isZero();
	}

	@Test
	void markIsTakenAwayWhereABatchFails() {
		people(1, 10);
		this.jdbc.execute("alter table person add share int");
		Backfill failing = backfill("person", null, "share", "10000000000 + id");
		BackfillEngine one = onOneConnection();
		assertThatExceptionOfType(BackfillFailedException.class).isThrownBy(() -> one.work(failing, "one", () -> true));
		assertThat(count(this.tables.engine().backfillMarker().condition())).isZero();
	}

	private BackfillEngine onOneConnection() {
		this.dataSource.setMaximumPoolSize(1);
		this.dataSource.getHikariPoolMXBean().softEvictConnections();
		return engine(SETTINGS);
	}

}
