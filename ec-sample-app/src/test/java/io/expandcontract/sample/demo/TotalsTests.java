package io.expandcontract.sample.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Totals}.
 */
class TotalsTests {

	private final Totals totals = new Totals();

	@Test
	void lineNamesEveryNumber() {
		this.totals.requests.add(5001);
		this.totals.failed.set(1);
		this.totals.lost.add("7");
		this.totals.refused.set(1);
		assertThat(this.totals.line(61.4))
			.isEqualTo("demo: requests=5001 failed=1 lost=1 refused=1 contracted=0 seconds=61");
	}

	@Test
	void goodIsOneRefusalAndOneContractWithNothingFailedOrLost() {
		assertThat(this.totals.good()).isFalse();
		this.totals.refused.set(1);
		this.totals.contracted.set(1);
		assertThat(this.totals.good()).isTrue();
		this.totals.refused.set(2);
		assertThat(this.totals.good()).isFalse();
		this.totals.refused.set(1);
		this.totals.lost.add("7");
		assertThat(this.totals.good()).isFalse();
		this.totals.lost.clear();
		this.totals.failed.set(1);
		assertThat(this.totals.good()).isFalse();
	}

}
