package io.expandcontract.changelog;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import liquibase.ContextExpression;
import liquibase.Contexts;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;

/**
 * A context expression in which the phase it names counts as given, so that the user's
 * own contexts alone decide whether the changeset applies. It reads, and is recorded in
 * the history, as it was written.
 */
final class PhaseContext extends ContextExpression {

	private final String neutral;

	private final Set<String> phases = new HashSet<>();

	private PhaseContext(ContextExpression original) {
		super(original.toString());
		this.neutral = original.toString().replaceAll("(?i)@\\s*(expand|migrate|contract)\\b", "$1");
		ContextPhases.of(original.toString())
			.forEach((phase) -> this.phases.add(phase.name().toLowerCase(Locale.ROOT)));
	}

	@Override
	public boolean matches(Contexts runtime) {
		if (runtime == null || runtime.isEmpty()) {
			return new ContextExpression(this.neutral).matches(new Contexts());
		}
		Set<String> given = new HashSet<>(runtime.getContexts());
		given.addAll(this.phases);
		return super.matches(new Contexts(given));
	}

	static void apply(List<ChangeSet> changeSets) {
		Set<DatabaseChangeLog> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		for (ChangeSet changeSet : changeSets) {
			if (isNeeded(changeSet.getContextFilter())) {
				changeSet.setContextFilter(new PhaseContext(changeSet.getContextFilter()));
			}
			DatabaseChangeLog changeLog = changeSet.getChangeLog();
			while (changeLog != null && seen.add(changeLog)) {
				if (isNeeded(changeLog.getContextFilter())) {
					changeLog.setContextFilter(new PhaseContext(changeLog.getContextFilter()));
				}
				if (isNeeded(changeLog.getIncludeContextFilter())) {
					changeLog.setIncludeContextFilter(new PhaseContext(changeLog.getIncludeContextFilter()));
				}
				changeLog = changeLog.getParentChangeLog();
			}
		}
	}

	private static boolean isNeeded(@org.jspecify.annotations.Nullable ContextExpression expression) {
		return expression != null && !(expression instanceof PhaseContext)
				&& !ContextPhases.of(expression.toString()).isEmpty();
	}

}
