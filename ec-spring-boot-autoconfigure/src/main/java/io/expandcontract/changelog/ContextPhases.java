package io.expandcontract.changelog;

import java.util.ArrayDeque;
import java.util.Deque;
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
 * without {@code @}; a negated name, or one in a negated group, says only when a
 * changeset does not run.
 */
final class ContextPhases {

	private static final Pattern TOKEN = Pattern.compile("[!(),]|[^\\s!(),@]+");

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
		Deque<Boolean> groups = new ArrayDeque<>();
		boolean group = false;
		boolean next = false;
		Matcher matcher = TOKEN.matcher((expression != null) ? expression : "");
		while (matcher.find()) {
			String token = matcher.group().toLowerCase(Locale.ROOT);
			switch (token) {
				case "!", "not" -> next = true;
				case "(" -> {
					groups.push(group);
					group ^= next;
					next = false;
				}
				case ")" -> group = !groups.isEmpty() && groups.pop();
				default -> {
					if (group == next) {
						addNamed(token, phases);
					}
					next = false;
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
			if (phase.name().toLowerCase(Locale.ROOT).equals(word)) {
				phases.add(phase);
			}
		}
	}

}
