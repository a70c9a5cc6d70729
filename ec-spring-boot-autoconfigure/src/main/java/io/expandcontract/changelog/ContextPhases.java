package io.expandcontract.changelog;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import liquibase.ContextExpression;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads phases from context expressions. A phase counts where it is named, with or
 * without {@code @}; a negated name says only when a changeset does not run.
 */
final class ContextPhases {

	private static final Pattern WORD = Pattern.compile("(!|\\bnot\\s+)?\\s*@?([\\p{Alnum}_.:-]+)",
			Pattern.CASE_INSENSITIVE);

	private ContextPhases() {
	}

	static Set<Phase> of(ChangeSet changeSet) {
		Set<Phase> phases = EnumSet.noneOf(Phase.class);
		add(changeSet.getContextFilter(), phases);
		changeSet.getInheritableContextFilter().forEach((expression) -> add(expression, phases));
		return phases;
	}

	static Set<Phase> of(@Nullable String expression) {
		Set<Phase> phases = EnumSet.noneOf(Phase.class);
		if (expression != null) {
			Matcher matcher = WORD.matcher(expression);
			while (matcher.find()) {
				if (matcher.group(1) == null) {
					addNamed(matcher.group(2), phases);
				}
			}
		}
		return phases;
	}

	private static void add(@Nullable ContextExpression expression, Set<Phase> phases) {
		if (expression != null && !expression.isEmpty()) {
			phases.addAll(of(expression.toString()));
		}
	}

	private static void addNamed(String word, Set<Phase> phases) {
		for (Phase phase : Phase.values()) {
			if (phase.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
				phases.add(phase);
			}
		}
	}

}
