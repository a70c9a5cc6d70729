package io.expandcontract.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of the catalogue is a rule, or its page says why it is none.
 */
class RuleCatalogueTests {

	private static List<String> ids(String letter, int last) {
		return IntStream.rangeClosed(1, last).mapToObj((number) -> letter + number).toList();
	}

	private static List<String> covered(String letter, String page) {
		List<String> covered = new ArrayList<>(new RulePage(page).others());
		SafetyRules.all()
			.stream()
			.flatMap((rule) -> rule.ids().stream())
			.filter((id) -> id.startsWith(letter))
			.forEach(covered::add);
		return covered;
	}

	@Test
	void everyRowForPostgreSqlIsARuleOrSaysWhyNot() {
		assertThat(covered("P", "rules.md")).containsExactlyInAnyOrderElementsOf(ids("P", 61));
	}

	@Test
	void everyRowForMySqlIsARuleOrSaysWhyNot() {
		assertThat(covered("M", "rules-mysql.md")).containsExactlyInAnyOrderElementsOf(ids("M", 34));
	}

	@Test
	void everyRuleForPostgreSqlHasItsSection() {
		assertThat(new RulePage("rules.md").sections()).extracting(RulePage.Section::id)
			.containsExactlyElementsOf(SafetyRules.all()
				.stream()
				.flatMap((rule) -> rule.ids().stream())
				.filter((id) -> id.startsWith("P"))
				.toList());
	}

	@Test
	void noTwoRulesShareATitle() {
		assertThat(Stream.concat(SafetyRules.all().stream().map(SafetyRule::title), Stream.of("")))
			.doesNotHaveDuplicates();
	}

}
