package io.expandcontract.check;

import java.util.List;

import io.expandcontract.sql.Dialect;

/**
 * All rules, in the order of the catalogue.
 */
public final class SafetyRules {

	private static final List<SafetyRule> ALL = List.of( //
			new AddColumnRules.VolatileDefault(), //
			new AddColumnRules.Required(), //
			new NullRules.SetNotNull(), //
			new IndexRules.CreateIndex(), //
			new DropRules.DropColumn());

	private SafetyRules() {
	}

	/**
	 * Return the rules of a database.
	 * @param dialect the database's SQL
	 * @return those that have an id there
	 */
	public static List<SafetyRule> of(Dialect dialect) {
		return ALL.stream().filter((rule) -> rule.id(dialect) != null).toList();
	}

	/**
	 * Return the rules of all databases.
	 * @return all rules
	 */
	public static List<SafetyRule> all() {
		return ALL;
	}

}
