package io.expandcontract.database;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionTagTests {

	private static final SessionTag TAG = new SessionTag("ec:0123456789ab");

	@Test
	void followsTheApplicationsOwnName() {
		assertThat(TAG.appendTo("orders", false)).isEqualTo("orders ec:0123456789ab");
		assertThat(TAG.appendTo("orders", true)).isEqualTo("orders ec:0123456789ab+");
		assertThat(TAG.appendTo(null, false)).isEqualTo("ec:0123456789ab");
		assertThat(TAG.appendTo("  ", true)).isEqualTo("ec:0123456789ab+");
	}

	@Test
	void replacesATagThatIsThereAlready() {
		assertThat(TAG.appendTo("orders ec:ba9876543210+", false)).isEqualTo("orders ec:0123456789ab");
		assertThat(TAG.appendTo("ec:ba9876543210", true)).isEqualTo("ec:0123456789ab+");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "0123456789012345678901234567890123456789012345",
			"an application with a name so long " + "that it does not fit beside the tag by any means",
			"Bestellungen für Österreich und die übrige Welt", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂" })
	void fitsIntoWhatPostgreSqlKeeps(String name) {
		for (boolean own : new boolean[] { true, false }) {
			String tagged = TAG.appendTo(name, own);
			assertThat(tagged.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
			assertThat(tagged).endsWith(own ? "ec:0123456789ab+" : "ec:0123456789ab");
			assertThat(SessionTag.in(tagged)).isEqualTo(TAG);
			assertThat(SessionTag.isOwn(tagged)).isEqualTo(own);
		}
	}

	@Test
	void keepsAsMuchOfTheNameAsFits() {
		String name = "x".repeat(47);
		assertThat(TAG.appendTo(name, false)).isEqualTo(name + " ec:0123456789ab").hasSize(63);
		assertThat(TAG.appendTo(name + "y", false)).isEqualTo(name + " ec:0123456789ab");
	}

	@Test
	void countsFourBytesForEachByteBeyondAscii() {
		assertThat(TAG.appendTo("ü".repeat(10), false)).isEqualTo("ü".repeat(5) + " ec:0123456789ab");
		assertThat(TAG.appendTo("🙂".repeat(10), false)).isEqualTo("🙂".repeat(2) + " ec:0123456789ab");
	}

	@Test
	void isFoundWhereItStandsAndNowhereElse() {
		assertThat(SessionTag.in("PostgreSQL JDBC Driver")).isNull();
		assertThat(SessionTag.in("ec:012345")).isNull();
		assertThat(SessionTag.isOwn("orders")).isFalse();
	}

	@Test
	void processKeepsItsTagAndRandomOnesDiffer() {
		assertThat(SessionTag.ofThisProcess()).isEqualTo(SessionTag.ofThisProcess());
		assertThat(SessionTag.random()).isNotEqualTo(SessionTag.random());
		assertThat(SessionTag.in(SessionTag.random().value())).isNotNull();
	}

}
