package io.expandcontract.backfill;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommitLatencyTests {

	private final CommitLatency commits = new CommitLatency();

	private void took(long millis) {
		this.commits.took(Duration.ofMillis(millis).toNanos());
	}

	@Test
	void slowCommitAsksForARestOfTheSameLengthOnce() {
		took(2);
		took(400);
		assertThat(this.commits.takeRest()).isEqualTo(Duration.ofMillis(400).toNanos());
		assertThat(this.commits.takeRest()).isZero();
	}

	@Test
	void whatIsUsualOrShortAsksForNone() {
		took(300);
		took(400);
		assertThat(this.commits.takeRest()).isZero();
		CommitLatency quick = new CommitLatency();
		quick.took(1000);
		quick.took(Duration.ofMillis(90).toNanos());
		assertThat(quick.takeRest()).isZero();
	}

	@Test
	void restIsLimited() {
		took(2);
		took(60_000);
		assertThat(this.commits.takeRest()).isEqualTo(Duration.ofSeconds(5).toNanos());
	}

}
