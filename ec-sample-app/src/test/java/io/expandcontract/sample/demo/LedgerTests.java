package io.expandcontract.sample.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Ledger}.
 */
class LedgerTests {

	private final Ledger ledger = new Ledger();

	@Test
	void readOfTheLastAcknowledgedNameIsConfirmed() {
		this.ledger.acknowledged("1", "Ada Lovelace", Release.ONE_ZERO);
		this.ledger.acknowledged("1", "Grace Hopper", Release.ONE_ZERO);
		assertThat(this.ledger.confirms("1", "Grace Hopper", Release.ONE_ZERO)).isTrue();
	}

	@Test
	void readOfAnEarlierNameIsNotConfirmed() {
		this.ledger.acknowledged("1", "Ada Lovelace", Release.ONE_ZERO);
		this.ledger.acknowledged("1", "Grace Hopper", Release.ONE_ZERO);
		assertThat(this.ledger.confirms("1", "Ada Lovelace", Release.ONE_ZERO)).isFalse();
	}

	@Test
	void readOfAnUnknownUserIsNotConfirmed() {
		assertThat(this.ledger.confirms("1", "", Release.ONE_ZERO)).isFalse();
	}

	@Test
	void renameWithoutAnswerLeavesBothNamesPossible() {
		this.ledger.acknowledged("1", "Ada Lovelace", Release.ONE_ZERO);
		this.ledger.unknown("1", "Grace Hopper");
		assertThat(this.ledger.confirms("1", "Ada Lovelace", Release.ONE_ZERO)).isTrue();
		assertThat(this.ledger.confirms("1", "Grace Hopper", Release.ONE_ZERO)).isTrue();
		assertThat(this.ledger.confirms("1", "Alan Turing", Release.ONE_ZERO)).isFalse();
	}

	@Test
	void renameWithAnAnswerEndsTheDoubt() {
		this.ledger.acknowledged("1", "Ada Lovelace", Release.ONE_ZERO);
		this.ledger.unknown("1", "Grace Hopper");
		this.ledger.acknowledged("1", "Alan Turing", Release.ONE_ZERO);
		assertThat(this.ledger.confirms("1", "Ada Lovelace", Release.ONE_ZERO)).isFalse();
	}

	@Test
	void createsAndRenamesAreCountedApart() {
		this.ledger.acknowledged("1", "Ada Lovelace", Release.ONE_ZERO);
		this.ledger.acknowledged("2", "Alan Turing", Release.ONE_ZERO);
		this.ledger.acknowledged("1", "Grace Hopper", Release.ONE_ZERO);
		assertThat(this.ledger.ids()).containsExactlyInAnyOrder("1", "2");
		assertThat(this.ledger.renames()).isOne();
	}

	@Test
	void crossingIsARequestToTheReleaseThatDidNotWriteLast() {
		this.ledger.acknowledged("1", "Ada Lovelace", Release.ONE_ZERO);
		this.ledger.confirms("1", "Ada Lovelace", Release.ONE_ZERO);
		assertThat(this.ledger.crossings()).isZero();
		this.ledger.confirms("1", "Ada Lovelace", Release.ONE_ONE);
		this.ledger.acknowledged("1", "Grace Hopper", Release.ONE_ONE);
		assertThat(this.ledger.crossings()).isEqualTo(2);
		this.ledger.confirms("1", "Grace Hopper", Release.ONE_ONE);
		assertThat(this.ledger.crossings()).isEqualTo(2);
	}

}
