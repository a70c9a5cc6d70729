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
		assertThat(stride.end(range("-10", "89"), 20)).isEqualTo(key("10"));
		assertThat(stride.rows(20)).isEqualTo(16);
	}

	@Test
	void firstAndLastBatchAreLookedUp() {
		Stride stride = Stride.between(key("1"), key("100"), 100);
		assertThat(stride.end(new KeyRange(null, key("100")), 20)).isNull();
		assertThat(stride.end(range("80", "100"), 20)).isNull();
		assertThat(stride.end(range("79", "100"), 20)).isEqualTo(key("99"));
		assertThat(stride.end(new KeyRange(key("79"), null), 20)).isNull();
	}

	@Test
	void batchNeverHasMoreRowsThanNumbers() {
		Stride wrongEstimate = Stride.between(key("1"), key("100"), 1_000_000);
		assertThat(wrongEstimate.rows(20)).isEqualTo(20);
		assertThat(wrongEstimate.end(range("1", "100"), 20)).isEqualTo(key("21"));
	}

	@Test
	void manyGapsAndEmptyTablesAreLookedUp() {
		assertThat(Stride.between(key("1"), key("1000000000000"), 1000)).isEqualTo(Stride.UNKNOWN);
		assertThat(Stride.between(null, null, 0)).isEqualTo(Stride.UNKNOWN);
		assertThat(Stride.UNKNOWN.end(range("1", "100"), 20)).isNull();
	}

	@Test
	void numbersBeyondLongAreComputed() {
		Stride stride = Stride.between(key("18446744073709551000"), key("18446744073709551615"), 600);
		assertThat(stride.end(range("18446744073709551000", "18446744073709551615"), 100))
			.isEqualTo(key("18446744073709551100"));
	}

}
