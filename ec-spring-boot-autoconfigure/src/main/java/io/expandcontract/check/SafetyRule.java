package io.expandcontract.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.expandcontract.sql.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * One rule. A row of the catalogue for PostgreSQL and the row for MySQL and MariaDB that
 * says the same are one rule with two ids.
 */
public abstract class SafetyRule {

	private final List<String> ids;

	private final String title;

	private final Danger danger;

	private final String why;

	/**
	 * Create a rule.
	 * @param ids its id for PostgreSQL, that for MySQL and MariaDB, or both
	 * @param title what it is about, as the head of its section in the documentation
	 * @param danger what it warns of first
	 * @param why why that is so, in a sentence
	 */
	protected SafetyRule(List<String> ids, String title, Danger danger, String why) {
		this.ids = ids;
		this.title = title;
		this.danger = danger;
		this.why = why;
	}

	/**
	 * Return its id on a database.
	 * @param dialect the database's SQL
	 * @return an id such as {@code P28} or {@code M12}, or {@code null} if it is none of
	 * its rules; H2 goes by those of PostgreSQL
	 */
	public @Nullable String id(Dialect dialect) {
		String letter = dialect.isMySqlFamily() ? "M" : "P";
		return this.ids.stream().filter((id) -> id.startsWith(letter)).findFirst().orElse(null);
	}

	/**
	 * Return its ids.
	 * @return those of all databases
	 */
	public List<String> ids() {
		return this.ids;
	}

	/**
	 * Return what it is about.
	 * @return the head of its section in the documentation
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Return what it warns of first.
	 * @return the danger
	 */
	public Danger danger() {
		return this.danger;
	}

	/**
	 * Return why it is dangerous.
	 * @return a sentence
	 */
	public String why() {
		return this.why;
	}

	/**
	 * Look at one thing that a changeset does.
	 * @param situation what is done where
	 * @return what is dangerous about it, of each danger at most one; nothing if it is
	 * safe
	 */
	abstract List<Hazard> check(Situation situation);

	static List<Hazard> breaks(String what, SafeStep... safe) {
		return List.of(new Hazard(Danger.BREAKS, what, List.of(safe)));
	}

	static List<Hazard> waits(String what, SafeStep... safe) {
		return List.of(new Hazard(Danger.WAITS, what, List.of(safe)));
	}

	static List<Hazard> both(List<Hazard> first, List<Hazard> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

	/**
	 * Return what leads to its section in the documentation.
	 * @param dialect the database's SQL
	 * @return the name of a page and an anchor
	 */
	String anchor(Dialect dialect) {
		String head = (id(dialect) + " " + this.title).toLowerCase(Locale.ROOT);
		return "docs/" + (dialect.isMySqlFamily() ? "rules-mysql.md#" : "rules.md#")
				+ head.replaceAll("[^\\w\\- ]", "").replace(' ', '-');
	}

}
