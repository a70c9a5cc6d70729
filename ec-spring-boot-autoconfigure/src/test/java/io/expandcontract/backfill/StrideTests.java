package io.expandcontract.backfill;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StrideTests {

	private static Key key(String number) {
		return new Key(List.of(number));
	}

	private static KeyRange range(String after, String upTo) {
		return new KeyRange(key(after), key(upTo));
	}

	@Test
	void endIsComputedWhereGapsAreFew() {
		Stride stride = Stride.between(key("-10"), key("89"), 80);
		assertThat(stride.first(range("-10", "89"), 20)).isEqualTo(range("-10", "10"));
		assertThat(stride.rows(range("-10", "10"))).isEqualTo(16);
	}

	@Test
	void firstPartIsLookedUpAndTheLastIsWhatIsLeft() {
		Stride stride = Stride.between(key("1"), key("100"), 100);
		assertThat(stride.first(new KeyRange(null, key("100")), 20)).isNull();
		assertThat(stride.first(range("79", "100"), 20)).isEqualTo(range("79", "99"));
		assertThat(stride.first(range("80", "100"), 20)).isEqualTo(range("80", "100"));
		assertThat(stride.first(range("95", "100"), 20)).isEqualTo(range("95", "100"));
		assertThat(stride.rows(range("95", "100"))).isEqualTo(5);
		assertThat(stride.first(new KeyRange(key("79"), null), 20)).isNull();
	}

	@Test
	void whatLiesBeyondTheLastKeyIsLookedUp() {
		Stride stride = Stride.between(key("1"), key("100"), 100);
		assertThat(stride.first(range("75", "1000000000000"), 20)).isEqualTo(range("75", "95"));
		assertThat(stride.first(range("95", "1000000000000"), 20)).isNull();
		assertThat(stride.first(range("999999999990", "1000000000000"), 20))
			.isEqualTo(range("999999999990", "1000000000000"));
	}

	@Test
	void batchNeverHasMoreRowsThanNumbers() {
		Stride wrongEstimate = Stride.between(key("1"), key("100"), 1_000_000);
		assertThat(wrongEstimate.rows(range("1", "21"))).isEqualTo(20);
		assertThat(wrongEstimate.first(range("1", "100"), 20)).isEqualTo(range("1", "21"));
	}

	@Test
	void manyGapsAndEmptyTablesAreLookedUp() {
		assertThat(Stride.between(key("1"), key("1000000000000"), 1000)).isEqualTo(Stride.UNKNOWN);
		assertThat(Stride.between(null, null, 0)).isEqualTo(Stride.UNKNOWN);
		assertThat(Stride.UNKNOWN.first(range("1", "100"), 20)).isNull();
	}

	@Test
	void numbersBeyondLongAreComputed() {
		Stride stride = Stride.between(key("18446744073709551000"), key("18446744073709551615"), 600);
		assertThat(stride.first(range("18446744073709551000", "18446744073709551615"), 100))
			.isEqualTo(range("18446744073709551000", "18446744073709551100"));
	}

}
