package io.expandcontract.backfill;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchSizeTests {

	private final BatchSize size = new BatchSize(Duration.ofMillis(30), 10_000);

	private static long millis(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

	@Test
	void growsAtMostTwofoldUpToTheMaximum() {
		this.size.took(1);
		assertThat(this.size.rows()).isEqualTo(2000);
		for (int batch = 0; batch < 10; batch++) {
			this.size.took(1);
		}
		assertThat(this.size.rows()).isEqualTo(10_000);
	}

	@Test
	void shrinksAtMostToHalfDownToAHundred() {
		this.size.took(millis(3000));
		assertThat(this.size.rows()).isEqualTo(500);
		for (int batch = 0; batch < 10; batch++) {
			this.size.took(millis(3000));
		}
		assertThat(this.size.rows()).isEqualTo(100);
	}

	@Test
	void settlesWhereABatchTakesItsTarget() {
		for (int batch = 0; batch < 20; batch++) {
			this.size.took(this.size.rows() * 10_000L);
		}
		assertThat(this.size.rows()).isBetween(2900, 3100);
	}

	@Test
	void shrinksWhenABatchHasToBeRepeated() {
		this.size.shrink();
		assertThat(this.size.rows()).isEqualTo(500);
	}

	@Test
	void neverPassesAMaximumBelowTheUsualMinimum() {
		BatchSize single = new BatchSize(Duration.ofMillis(30), 1);
		assertThat(single.rows()).isEqualTo(1);
		single.took(1);
		assertThat(single.rows()).isEqualTo(1);
		single.shrink();
		assertThat(single.rows()).isEqualTo(1);
	}

	@Test
	void cutsDownToOneRowAndGrowsAgain() {
		for (int failure = 0; failure < 20; failure++) {
			this.size.cutDown();
		}
		assertThat(this.size.rows()).isEqualTo(1);
		assertThat(this.size.isCutDown()).isTrue();
		this.size.took(millis(1));
		assertThat(this.size.rows()).isEqualTo(2);
		for (int batch = 0; batch < 12; batch++) {
			this.size.took(millis(30));
		}
		assertThat(this.size.isCutDown()).isFalse();
		assertThat(this.size.rows()).isEqualTo(1000);
	}

	@Test
	void followsWhatItIsToldToAimAt() {
		this.size.aim(Duration.ofMillis(30), 200);
		assertThat(this.size.rows()).isEqualTo(200);
		this.size.aim(Duration.ofMillis(60), 10_000);
		this.size.took(millis(30));
		assertThat(this.size.rows()).isEqualTo(400);
	}

}
