package io.expandcontract.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.expandcontract.changelog.PhasedChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a changeset has decided about findings, in its comment:
 * {@code ec:waive P28 until 1.3: the table has ten rows}.
 */
final class Waivers {

	private static final Pattern WAIVER = Pattern.compile(
			"ec:waive\\b[ \\t]*([A-Za-z]\\w*)?(?:[ \\t]+until[ \\t]+([^\\s:]+))?[ \\t]*(?::[ \\t]*(.*?))?[ \\t]*(?=ec:waive|\\R|$)");

	private final PhasedChangeSet changeSet;

	private final Set<String> passed;

	private final List<Waiver> waivers = new ArrayList<>();

	private record Waiver(@Nullable String rule, @Nullable String until, @Nullable String reason) {

		boolean isGiven() {
			return this.rule != null && this.reason != null && !this.reason.isBlank();
		}

		boolean isAbout(Finding finding) {
			return finding.rule().equalsIgnoreCase(this.rule);
		}

	}

	private Waivers(PhasedChangeSet changeSet, Set<String> passed) {
		this.changeSet = changeSet;
		this.passed = passed;
	}

	static Waivers of(PhasedChangeSet changeSet, Set<String> passed) {
		Waivers waivers = new Waivers(changeSet, passed);
		String comments = changeSet.changeSet().getComments();
		if (comments != null && comments.contains("ec:waive")) {
			Matcher matcher = WAIVER.matcher(comments);
			while (matcher.find()) {
				waivers.waivers.add(new Waiver(matcher.group(1), matcher.group(2), matcher.group(3)));
			}
		}
		return waivers;
	}

	/**
	 * Leave out what is waived, and add what is wrong with the waivers.
	 * @param found the findings of the changeset
	 * @return those that stay
	 */
	List<Finding> apply(List<Finding> found) {
		List<Finding> left = new ArrayList<>(found);
		for (Waiver waiver : this.waivers) {
			boolean over = waiver.until() != null && this.passed.contains(waiver.until());
			boolean used = found.stream().anyMatch(waiver::isAbout);
			if (!waiver.isGiven()) {
				left.add(problem("A waiver needs a rule and a reason: write ec:waive P28: and the reason"));
			}
			else if (over) {
				left.add(problem("The waiver of " + waiver.rule() + " counted until the checkpoint " + waiver.until()
						+ ", which is past. Do what it put off, or give it a new end"));
			}
			else if (!used) {
				left.add(problem("The waiver of " + waiver.rule()
						+ " waives nothing: the rule finds nothing here. Take it out of the comment"));
			}
			else {
				left.removeIf(waiver::isAbout);
			}
		}
		return left;
	}

	private Finding problem(String message) {
		return new Finding(Finding.WAIVER, Danger.ADVICE, Severity.WARN, this.changeSet.key(),
				message + ". See docs/rules.md#waivers", List.of());
	}

}
