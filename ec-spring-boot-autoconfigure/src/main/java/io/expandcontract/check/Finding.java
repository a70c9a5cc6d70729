package io.expandcontract.check;

import java.util.List;
import java.util.Locale;

import io.expandcontract.changelog.ChangeSetKey;

/**
 * What the check found in a changeset.
 *
 * @param rule the id of the rule, such as {@code P28}, or {@code waiver} for a waiver
 * that is wrong
 * @param danger what it means for the application that runs
 * @param severity how much it weighs
 * @param changeSet the changeset, with id, author and file
 * @param message what is done, why it is dangerous, where to read on
 * @param safe the changesets that do the same without the danger; none if there is no way
 * but its author's
 */
public record Finding(String rule, Danger danger, Severity severity, ChangeSetKey changeSet, String message,
		List<SafeStep> safe) {

	/** The rule of findings about waivers. */
	public static final String WAIVER = "waiver";

	/**
	 * Return the safe version in YAML.
	 * @return changesets to be pasted below {@code databaseChangeLog}, or an empty text
	 */
	public String safeYaml() {
		StringBuilder text = new StringBuilder();
		for (SafeStep step : this.safe) {
			text.append(step.yaml(this.changeSet, 1 + this.safe.indexOf(step)));
		}
		return text.toString();
	}

	/**
	 * Return the safe version in SQL.
	 * @return changesets to be pasted into a formatted SQL file, or an empty text
	 */
	public String safeSql() {
		StringBuilder text = new StringBuilder();
		for (SafeStep step : this.safe) {
			text.append(step.sql(this.changeSet, 1 + this.safe.indexOf(step)));
		}
		return text.toString();
	}

	/**
	 * Return the safe version in the format of the changeset's file.
	 * @return SQL for a file of SQL, YAML for any other; may be empty
	 */
	public String safeAsWritten() {
		return this.changeSet.path().toLowerCase(Locale.ROOT).endsWith(".sql") ? safeSql() : safeYaml();
	}

	/**
	 * Return all of it for people, with the safe version in the author's format.
	 * @return several lines
	 */
	@Override
	public String toString() {
		String code = safeAsWritten();
		return this.rule + " " + this.severity + " " + this.changeSet + ": " + this.message
				+ (code.isEmpty() ? "" : "\n" + code.stripTrailing().indent(4).stripTrailing());
	}

}
