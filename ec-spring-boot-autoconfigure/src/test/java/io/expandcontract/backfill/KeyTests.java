package io.expandcontract.backfill;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "17", "3:abc", ",", "2:a,b", "Grüße 🙂", "7bd2e9ee-38f0-4b4e-8e56-0b1c5c9ab0d1" })
	void anyTextSurvives(String value) {
		assertThat(Key.decode(new Key(List.of(value)).encode())).isEqualTo(new Key(List.of(value)));
		Key composite = new Key(List.of(value, "1", value));
		assertThat(Key.decode(composite.encode())).isEqualTo(composite);
	}

	@Test
	void isReadableWhereItIsStored() {
		assertThat(new Key(List.of("17", "a,b:c")).encode()).isEqualTo("2:17,5:a,b:c");
	}

	@Test
	void noTextIsNoKey() {
		assertThat(Key.decode(null)).isNull();
	}

	@Test
	void rangeIsEmptyOnceItsLastKeyIsPassed() {
		Key key = new Key(List.of("9"));
		assertThat(KeyRange.ALL.isEmpty()).isFalse();
		assertThat(new KeyRange(null, key).isEmpty()).isFalse();
		assertThat(new KeyRange(new Key(List.of("8")), key).isEmpty()).isFalse();
		assertThat(new KeyRange(key, key).isEmpty()).isTrue();
	}

}
