package io.expandcontract.backfill;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Pause, resume, cancel, tuning, yielding, and one worker per table, on every database.
 */
abstract class BackfillControlContractTests extends BackfillTestSupport {

	BackfillControlContractTests(TestDatabases databases) {
		super(databases);
	}

	private BackfillControl control() {
		return new BackfillControl(this.dataSource, this.tables);
	}

	private static BooleanSupplier afterFirst(Runnable action) {
		AtomicInteger calls = new AtomicInteger();
		return () -> {
			if (calls.incrementAndGet() == 3) {
				action.run();
			}
			return true;
		};
	}

	private BackfillEngine slow() {
		return engine(new BackfillSettings(Duration.ofNanos(1), 100, Duration.ofMinutes(1)));
	}

	/** Told to do a row at a time, it looks at what it is told long before the end. */
	private BackfillEngine rowByRow(Duration batchTarget) {
		return engine(new BackfillSettings(batchTarget, 1, Duration.ofMinutes(1)));
	}

	@Test
	void pausedBackfillKeepsItsPositionForWhoeverResumesIt() {
		people(1, 20_000);
		BackfillEngine slow = rowByRow(Duration.ofNanos(1));
		assertThat(slow.work(names(), "one", afterFirst(() -> assertThat(control().pause("ann")).isTrue())))
			.isEqualTo(BackfillOutcome.PAUSED);
		BackfillProgress paused = progress();
		assertThat(paused.state()).isEqualTo(BackfillState.PAUSED);
		assertThat(paused.worker()).isNull();
		assertThat(paused.rowsDone()).isPositive().isLessThan(20_000).isEqualTo(count("name is not null"));
		assertThat(control().read().pausedBy()).isEqualTo("ann");
		assertThat(control().pause("bob")).isFalse();
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.PAUSED);
		assertThat(progress().rowsDone()).isEqualTo(paused.rowsDone());
		assertThat(control().resume()).isTrue();
		assertThat(control().resume()).isFalse();
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(20_000);
	}

	@Test
	void pauseHoldsABackfillThatNobodyHasSeenYet() {
		people(1, 10);
		control().pause(null);
		assertThat(this.engine.work(names(), "one", () -> true)).isEqualTo(BackfillOutcome.PAUSED);
		assertThat(count("name is not null")).isZero();
	}

	@Test
	void cancelledBackfillIsRolledBackToTheLastBatchAndBeginsAnew() {
		people(1, 20_000);
		AtomicBoolean cancelled = new AtomicBoolean();
		assertThat(slow().work(names(), "one", afterFirst(() -> {
			cancelled.set(true);
			assertThat(control().cancel(List.of(names()))).isTrue();
		}))).isEqualTo(BackfillOutcome.CANCELLED);
		assertThat(cancelled).isTrue();
		assertThat(count("name is not null")).isEqualTo(200);
		assertThat(progress().state()).isEqualTo(BackfillState.CANCELLED);
		assertThat(progress().rowsDone()).isZero();
		assertThat(control().cancel(List.of(names()))).isFalse();
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.CANCELLED);
		assertThat(control().resume()).isTrue();
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(20_000);
	}

	@Test
	void whatIsDoneCannotBeCancelled() {
		people(1, 10);
		this.engine.work(names(), "one", () -> true);
		assertThat(control().cancel(List.of(names()))).isFalse();
		assertThat(progress().state()).isEqualTo(BackfillState.DONE);
	}

	@Test
	void tuningReachesAWorkerAtWork() {
		people(1, 20_000);
		AtomicInteger largest = new AtomicInteger();
		assertThat(rowByRow(Duration.ofHours(1)).work(names(), "one", () -> {
			if (progress().rowsDone() == 2) {
				control().tune(null, 2000);
			}
			largest.accumulateAndGet(progress().batchSize(), Math::max);
			return largest.get() != 2000;
		})).isEqualTo(BackfillOutcome.STOPPED);
		assertThat(control().read().maxBatchSize()).isEqualTo(2000);
		assertThat(control().read().batchTarget()).isNull();
		control().tune(Duration.ofMillis(50), null);
		assertThat(control().read()).isEqualTo(new MigrateControl(false, null, Duration.ofMillis(50), 2000));
		assertThatIllegalArgumentException().isThrownBy(() -> control().tune(Duration.ZERO, null));
		assertThatIllegalArgumentException().isThrownBy(() -> control().tune(null, 0));
	}

	@Test
	void startIsRememberedUntilItIsDone() {
		assertThat(this.engine.store().findOrCreate(names()).started()).isFalse();
		control().start(List.of(names()));
		assertThat(progress().started()).isTrue();
	}

	@Test
	void twoBackfillsOfOneTableAreNeverAtWorkAtOnce() {
		people(1, 2000);
		Backfill other = new Backfill(new ChangeSetKey("db/changelog/1.2/migrate.yaml", "fill-last", "ann"), null,
				"person", List.of(new Backfill.Column("last_name", "'Jones'")), null, false);
		Backfill elsewhere = new Backfill(new ChangeSetKey("db/changelog/1.2/migrate.yaml", "fill-word", "ann"), null,
				"word", List.of(new Backfill.Column("label", "'w'")), null, false);
		this.jdbc.execute("create table word (id int not null primary key, label varchar(10))");
		assertThat(this.engine.work(names(), "one", afterFirst(() -> {
			assertThat(engine(SETTINGS).work(other, "two", () -> true)).isEqualTo(BackfillOutcome.TAKEN);
			assertThat(engine(SETTINGS).work(elsewhere, "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		}))).isEqualTo(BackfillOutcome.DONE);
		assertThat(this.engine.work(other, "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
	}

	private BackfillEngine throttled(BackfillThrottle throttle) {
		return new BackfillEngine(this.dataSource, this.tables, SETTINGS,
				new BackfillExtensions(List.of(throttle), (name) -> null));
	}

	@Test
	void beanOfTheApplicationHoldsTheWorkAndItsReasonIsShown() {
		people(1, 3000);
		AtomicBoolean rush = new AtomicBoolean(true);
		BackfillEngine engine = throttled((progress) -> rush.get() ? "rush hour on " + progress.table() : null);
		CompletableFuture<BackfillOutcome> work = CompletableFuture
			.supplyAsync(() -> engine.work(names(), "one", () -> true));
		await().untilAsserted(() -> assertThat(progress().waitingFor()).isEqualTo("rush hour on person"));
		assertThat(count("name is not null")).isZero();
		rush.set(false);
		assertThat(work.join()).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().waitingFor()).isNull();
	}

	@Test
	void heldWorkStillStopsAndPauses() {
		people(1, 100);
		BackfillEngine engine = throttled((progress) -> "closed");
		AtomicInteger calls = new AtomicInteger();
		assertThat(engine.work(names(), "one", () -> calls.incrementAndGet() < 5)).isEqualTo(BackfillOutcome.STOPPED);
		assertThat(engine.work(names(), "one", afterFirst(() -> control().pause(null))))
			.isEqualTo(BackfillOutcome.PAUSED);
		assertThat(progress().worker()).isNull();
	}

	@Test
	void unreadableHealthSlowsTheWorkDownAndIsShown() {
		people(1, 5000);
		List<String> shown = new java.util.concurrent.CopyOnWriteArrayList<>();
		BackfillEngine engine = throttled((progress) -> {
			throw new IllegalStateException("the monitor is down");
		});
		assertThat(engine.work(names(), "one", () -> {
			String reason = progress().waitingFor();
			if (reason != null) {
				shown.add(reason);
			}
			return true;
		})).isEqualTo(BackfillOutcome.DONE);
		assertThat(shown).isNotEmpty()
			.allSatisfy((reason) -> assertThat(reason).contains("slowly", "the monitor is down"));
	}

}
