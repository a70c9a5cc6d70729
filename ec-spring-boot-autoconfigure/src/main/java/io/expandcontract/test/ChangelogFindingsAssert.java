package io.expandcontract.test;

import java.sql.SQLException;
import java.util.List;

import io.expandcontract.check.Finding;
import io.expandcontract.check.SafetyRules;
import io.expandcontract.check.Severity;
import liquibase.exception.LiquibaseException;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what is found in a changelog. A failure names each finding: rule and
 * title, changeset and file, why, and the safe version to paste.
 */
public final class ChangelogFindingsAssert extends AbstractAssert<ChangelogFindingsAssert, ChangelogFindings> {

	ChangelogFindingsAssert(ChangelogFindings actual) {
		super(actual, ChangelogFindingsAssert.class);
	}

	/**
	 * Assert that nothing is found, not even what is only worth a thought.
	 * @return this
	 */
	public ChangelogFindingsAssert hasNoFindings() {
		return hasNone(Severity.INFO);
	}

	/**
	 * Assert that nothing grave is found. The command {@code check} is content with none
	 * of {@link Severity#WARN}.
	 * @param severity how grave a finding must be to count; graver ones count too
	 * @return this
	 */
	public ChangelogFindingsAssert hasNone(Severity severity) {
		List<Finding> counted = find().stream()
			.filter((finding) -> finding.severity().compareTo(severity) >= 0)
			.toList();
		if (!counted.isEmpty()) {
			StringBuilder text = new StringBuilder("Expecting nothing to be found in the changelog, but there ")
				.append((counted.size() == 1) ? "is 1 finding:" : "are " + counted.size() + " findings:");
			counted.forEach((finding) -> text.append("\n\n").append(describe(finding)));
			throw failure("%s", text);
		}
		return this;
	}

	/**
	 * Assert that rules find something, such as those whose findings are to be dealt with
	 * later.
	 * @param rules ids such as {@code P28}, or {@link ChangelogFindings#PHASE}
	 * @return this
	 */
	public ChangelogFindingsAssert hasFindingsOf(String... rules) {
		List<Finding> found = find();
		for (String rule : rules) {
			if (found.stream().noneMatch((finding) -> finding.rule().equals(rule))) {
				throw failure("Expecting the rule %s to find something in the changelog, but only these do: %s", rule,
						found.stream().map(Finding::rule).distinct().toList());
			}
		}
		return this;
	}

	private List<Finding> find() {
		isNotNull();
		try {
			return this.actual.find();
		}
		catch (SQLException | LiquibaseException ex) {
			throw new IllegalStateException("The changelog cannot be judged: " + ex.getMessage(), ex);
		}
	}

	private static String describe(Finding finding) {
		String title = SafetyRules.all()
			.stream()
			.filter((rule) -> rule.ids().contains(finding.rule()))
			.map((rule) -> " " + rule.title())
			.findFirst()
			.orElse("");
		String text = finding.rule() + title + "\n  " + finding.severity() + " in " + finding.changeSet() + "\n"
				+ finding.message().indent(2).stripTrailing();
		String safe = finding.safeAsWritten();
		return safe.isEmpty() ? text : text + "\n  instead:\n" + safe.stripTrailing().indent(4).stripTrailing();
	}

}
