package io.expandcontract.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/phases.md shows the table that the judge goes by.
 */
class PhasePageTests {

	private static String row(PhaseRule rule) {
		String phase = (rule.breaks().phase() != null) ? rule.breaks().phase().name().toLowerCase(java.util.Locale.ROOT)
				: (rule.breaks() == Breaks.BOTH) ? "split" : "declare";
		return "| " + rule.operation() + " | " + rule.circumstances() + " | " + rule.breaks().words() + " | " + phase
				+ " |";
	}

	@Test
	void pageShowsEveryRow() throws IOException {
		assertThat(Files.readAllLines(Path.of("..", "docs", "phases.md")).stream().filter(PhasePageTests::isRow))
			.containsExactlyElementsOf(Arrays.stream(PhaseRule.values()).map(PhasePageTests::row).toList());
	}

	private static boolean isRow(String line) {
		return line.startsWith("| ") && line.matches(".*\\| (expand|migrate|contract|split|declare) \\|");
	}

}
