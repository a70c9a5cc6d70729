package io.expandcontract.backfill;

import java.time.Duration;

import io.expandcontract.changelog.ChangeSetKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackfillProgressTests {

	private static BackfillProgress progress(BackfillState state, long rowsDone, long workedMicros) {
		return new BackfillProgress("3f", new ChangeSetKey("a.yaml", "1", "ann"), "person", state, rowsDone, 10_000,
				workedMicros, 2, null, 500, "a replica is 1600 ms behind", null, false);
	}

	@Test
	void rateAndRemainingTimeComeFromTheWorkSoFar() {
		BackfillProgress running = progress(BackfillState.RUNNING, 4000, 2_000_000);
		assertThat(running.rowsPerSecond()).isEqualTo(2000);
		assertThat(running.remaining()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void nobodyKnowsBeforeTheFirstBatch() {
		assertThat(progress(BackfillState.PENDING, 0, 0).remaining()).isNull();
		assertThat(progress(BackfillState.RUNNING, 0, 0).remaining()).isNull();
	}

	@Test
	void moreRowsThanEstimatedLeaveNoTime() {
		assertThat(progress(BackfillState.RUNNING, 12_000, 1_000_000).remaining()).isEqualTo(Duration.ZERO);
	}

	@Test
	void doneNeedsNoTime() {
		BackfillProgress done = progress(BackfillState.DONE, 10_000, 1_000_000);
		assertThat(done.rowsPerSecond()).isZero();
		assertThat(done.remaining()).isEqualTo(Duration.ZERO);
	}

	@Test
	void settingsMustBePositive() {
		Duration second = Duration.ofSeconds(1);
		assertThatIllegalArgumentException().isThrownBy(() -> new BackfillSettings(Duration.ZERO, 1, second));
		assertThatIllegalArgumentException().isThrownBy(() -> new BackfillSettings(second, 0, second));
		assertThatIllegalArgumentException().isThrownBy(() -> new BackfillSettings(second, 1, second.negated()));
	}

	@Test
	void oneLineSaysItAll() {
		assertThat(progress(BackfillState.RUNNING, 4000, 2_000_000).describe())
			.isEqualTo("Backfill 3f of person: 4000 of 10000 rows, 2000 rows/s, 3 s left, batches of 500, 2 failed, "
					+ "waiting: a replica is 1600 ms behind");
	}

}
