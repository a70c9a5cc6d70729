package io.expandcontract.check;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.SplitStep;

/**
 * One changeset of a safe version.
 *
 * @param phase its phase
 * @param words what it does
 * @param yaml the change in YAML on one line, or an empty text for the statement itself
 * @param sql the statement, or an empty text where only YAML can say it
 * @param transactional whether it runs in a transaction
 */
public record SafeStep(Phase phase, String words, String yaml, String sql, boolean transactional) {

	static SafeStep of(Phase phase, String words, String sql) {
		return new SafeStep(phase, words, "", sql, true);
	}

	static SafeStep outside(Phase phase, String words, String sql) {
		return new SafeStep(phase, words, "", sql, false);
	}

	static SafeStep of(SplitStep step) {
		return new SafeStep(step.phase(), step.words(), step.yaml(), step.sql(), true);
	}

	/**
	 * Write it as a changeset of a YAML changelog.
	 * @param of the changeset in whose place it stands
	 * @param number which step it is
	 * @return an item of the list below {@code databaseChangeLog}
	 */
	String yaml(ChangeSetKey of, int number) {
		String change = !this.yaml.isEmpty() ? this.yaml
				: this.sql.isEmpty() ? "empty: {}" : "sql: { sql: \"%s\" }".formatted(Texts.escaped(this.sql));
		return """
				# %s
				- changeSet:
				    id: "%s-%d"
				    author: "%s"
				    contextFilter: "%s"
				%s    changes:
				      - %s
				""".formatted(line(), Texts.escaped(of.id()), number, Texts.escaped(of.author()), context(),
				this.transactional ? "" : "    runInTransaction: false\n", change);
	}

	/**
	 * Write it as a changeset of formatted SQL.
	 * @param of the changeset in whose place it stands
	 * @param number which step it is
	 * @return lines of a file
	 */
	String sql(ChangeSetKey of, int number) {
		String statement = !this.sql.isEmpty() ? this.sql + ";" : "-- in YAML: " + this.yaml;
		return """
				-- %s
				--changeset %s:%s-%d contextFilter:%s%s
				%s
				""".formatted(line(), of.author(), of.id(), number, context(),
				this.transactional ? "" : " runInTransaction:false", statement);
	}

	private String line() {
		return this.words.replaceAll("\\R", " ");
	}

	private String context() {
		return switch (this.phase) {
			case EXPAND -> "expand";
			case MIGRATE -> "migrate";
			case CONTRACT -> "@contract";
		};
	}

}
