package io.expandcontract.backfill;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who wins, whoever comes first: a release that reopens a backfill, one that relies on
 * it, and a worker that is at it, on every database.
 */
abstract class DataMarksContractTests extends BackfillTestSupport {

	private static final int ROUNDS = 50;

	private final String id = names().id();

	private DataMarks marks;

	DataMarksContractTests(TestDatabases databases) {
		super(databases);
	}

	@BeforeEach
	void createMarks() {
		this.marks = new DataMarks(this.jdbc, this.tables);
	}

	@Override
	String randomUuid() {
		throw new UnsupportedOperationException();
	}

	private void rows(int count) {
		this.jdbc.batchUpdate("insert into person (id, first_name, last_name) values (?, 'Mary', 'Smith')",
				IntStream.rangeClosed(1, count).mapToObj((id) -> new Object[] { id }).toList());
	}

	private DataMark mark() {
		List<DataMark> all = this.marks.all();
		assertThat(all).hasSize(1);
		return all.get(0);
	}

	@Test
	void doneIsReopenedAndDoneAgain() {
		rows(10);
		this.engine.work(names(), "one", () -> true);
		assertThat(mark().isReopened()).isFalse();
		assertThat(this.marks.reopened()).isEmpty();
		this.jdbc.update("update person set last_name = 'Miller' where id = 3");
		assertThat(this.marks.reopen(this.id, "orders:x of 1.0")).isTrue();
		assertThat(mark()).satisfies((mark) -> {
			assertThat(mark.key()).isEqualTo(KEY);
			assertThat(mark.state()).isEqualTo(BackfillState.PENDING);
			assertThat(mark.reopenedBy()).isEqualTo("orders:x of 1.0");
			assertThat(mark.reopenedAt()).isPositive();
			assertThat(mark.isReopened()).isTrue();
			assertThat(mark.isBegun()).isFalse();
		});
		assertThat(this.marks.reopened()).containsExactly(KEY);
		assertThat(this.engine.isVerified(names())).isFalse();
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name = 'Mary Miller'")).isEqualTo(1);
		assertThat(mark().isReopened()).isFalse();
		assertThat(this.marks.reopened()).isEmpty();
	}

	@Test
	void workerLosesWhatIsReopenedUnderIt() {
		rows(3000);
		AtomicInteger calls = new AtomicInteger();
		assertThat(this.engine.work(names(), "one", () -> {
			if (calls.incrementAndGet() == 2) {
				assertThat(this.marks.reopen(this.id, "old")).isTrue();
			}
			return true;
		})).isEqualTo(BackfillOutcome.TAKEN);
		assertThat(mark().state()).isEqualTo(BackfillState.PENDING);
		assertThat(progress().rowsDone()).isZero();
		assertThat(progress().worker()).isNull();
		assertThat(this.engine.work(names(), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name = 'Mary Smith'")).isEqualTo(3000);
	}

	@Test
	void workerThatHasCopiedEverythingCannotCallItDone() {
		rows(10);
		assertThat(this.engine.work(names(), "one", () -> {
			if (progress().state() == BackfillState.COPIED) {
				this.marks.reopen(this.id, "old");
			}
			return true;
		})).isEqualTo(BackfillOutcome.TAKEN);
		assertThat(mark().isReopened()).isTrue();
	}

	@Test
	void whatIsReliedOnIsNotReopened() {
		this.engine.work(names(), "one", () -> true);
		assertThat(this.marks.rely(this.id, "1.2 (abc)")).isTrue();
		assertThat(this.marks.rely(this.id, "1.3 (def)")).isTrue();
		assertThat(this.marks.reopen(this.id, "old")).isFalse();
		assertThat(mark()).satisfies((mark) -> {
			assertThat(mark.reliedBy()).isEqualTo("1.2 (abc)");
			assertThat(mark.state()).isEqualTo(BackfillState.DONE);
			assertThat(mark.reopenedAt()).isNull();
		});
	}

	@Test
	void whatIsReopenedIsNotReliedOnBeforeItIsDoneAgain() {
		this.engine.work(names(), "one", () -> true);
		this.marks.reopen(this.id, "old");
		assertThat(this.marks.rely(this.id, "1.2 (abc)")).isFalse();
		assertThat(mark().reliedBy()).isNull();
		this.engine.work(names(), "one", () -> true);
		assertThat(this.marks.rely(this.id, "1.2 (abc)")).isTrue();
	}

	@Test
	void whatIsKeptInStepIsNotReopened() {
		this.engine.work(names(), "one", () -> true);
		this.marks.inStep(this.id, true);
		assertThat(this.marks.reopen(this.id, "old")).isFalse();
		assertThat(mark().inStep()).isTrue();
		this.marks.inStep(this.id, false);
		assertThat(this.marks.reopen(this.id, "old")).isTrue();
	}

	@Test
	void whatAFreshDatabaseBringsIsCompleteUnlessItWasReopened() {
		this.engine.store().findOrCreate(names());
		assertThat(this.marks.rely(this.id, "1.2 (abc)")).isTrue();
		this.marks.complete(this.id);
		assertThat(mark().state()).isEqualTo(BackfillState.DONE);
		this.jdbc.update(this.tables.sql("update {BACKFILL} set STATE = 'PENDING', RELIED_AT = null"));
		this.marks.reopen(this.id, "old");
		this.marks.complete(this.id);
		assertThat(mark().isReopened()).isTrue();
	}

	@Test
	void whatNobodyKnowsIsNeitherReopenedNorReliedOn() {
		assertThat(this.marks.find(this.id)).isNull();
		assertThat(this.marks.reopen(this.id, "old")).isFalse();
		assertThat(this.marks.rely(this.id, "1.2 (abc)")).isFalse();
	}

	@Test
	void ofTwoAtTheSameMomentOneWins() throws Exception {
		this.engine.work(names(), "one", () -> true);
		for (int round = 0; round < ROUNDS; round++) {
			this.jdbc.update(this.tables.sql("""
					update {BACKFILL} set STATE = 'DONE', RELIED_AT = null, RELIED_BY = null, REOPENED_AT = null
					"""));
			CyclicBarrier start = new CyclicBarrier(2);
			CompletableFuture<Boolean> relied = CompletableFuture.supplyAsync(() -> {
				await(start);
				return this.marks.rely(this.id, "1.2 (abc)");
			});
			CompletableFuture<Boolean> reopened = CompletableFuture.supplyAsync(() -> {
				await(start);
				return this.marks.reopen(this.id, "old");
			});
			assertThat(relied.get()).isNotEqualTo(reopened.get());
			assertThat(mark().isReopened()).isEqualTo(reopened.get());
			assertThat(mark().reliedBy() != null).isEqualTo(relied.get());
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
