package io.expandcontract.check;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.expandcontract.changelog.Phase;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.DefaultValue;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.Rebuild;

/**
 * What new columns cost on MySQL and MariaDB.
 */
final class MySqlColumnRules {

	private MySqlColumnRules() {
	}

	private abstract static class NewColumnRule extends MySqlRule {

		NewColumnRule(String id, String title, Danger danger, String why) {
			super(id, title, danger, why);
		}

		@Override
		final List<Hazard> check(Situation situation) {
			return (situation.operation() instanceof AddColumn add && situation.hasRows(add.table()))
					? check(situation, add, add.column()) : List.of();
		}

		abstract List<Hazard> check(Situation situation, AddColumn add, Column column);

		static boolean isSlow(Situation situation, AddColumn add) {
			return situation.isLarge(add.table()) && !situation.isMadeSafe();
		}

	}

	/** Metadata of each version of a row. */
	static final class RowVersions extends MySqlRule {

		/** MySQL 8.0, error 4092: Maximum row versions reached. */
		private static final int MOST = 64;

		private static final int NEARLY = 60;

		RowVersions() {
			super("M1", "Add or drop columns instantly once too often", Danger.FAILS,
					"MySQL changes columns of a table 64 times in an instant, and then only if the table is written anew.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Name table = situation.operation().table();
			boolean changes = situation.operation() instanceof AddColumn || situation.operation() instanceof DropColumn;
			if (!changes || table == null || situation.dialect() != Dialect.MYSQL || !situation.isLarge(table)) {
				return List.of();
			}
			int versions = situation.facts().rowVersions(table);
			boolean anew = situation.earlier(table)
				.stream()
				.anyMatch((effect) -> effect.operation() instanceof Rebuild);
			if (versions < NEARLY || anew) {
				return List.of();
			}
			String what = "To " + situation.effect().words() + ", of which " + versions + " changes are used up";
			SafeStep safe = SafeStep.of(Phase.EXPAND, "write the table anew while others write it, before",
					"alter table %s force, algorithm=inplace, lock=none".formatted(situation.quote(table)));
			return (versions >= MOST && demanded(situation, "ALGORITHM").equals("INSTANT")) ? fails(what, safe)
					: advice(what, safe);
		}

	}

	/** A value for each row. */
	static final class ExpressionDefault extends NewColumnRule {

		private static final Pattern RANDOM = Pattern.compile("\\b(uuid|uuid_short|rand|sysdate|random_bytes)\\b");

		ExpressionDefault() {
			super("M2", "Add a column with an expression as default", Danger.WAITS,
					"The table is copied to give each row its value; MySQL refuses what differs from row to row.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			DefaultValue value = column.defaultValue();
			boolean mysql = situation.dialect() == Dialect.MYSQL;
			if (value == null || !value.isValue() || value.kind() == DefaultValue.Kind.CONSTANT
					|| (value.kind() == DefaultValue.Kind.STABLE && !(mysql && value.text().startsWith("(")))) {
				return List.of();
			}
			String what = "To " + situation.effect().words() + " with the default " + value.text();
			SafeStep[] safe = { AddColumnRule.plain(situation, add, String.valueOf(column.type())),
					AddColumnRule.defaulted(situation, add, value.text()),
					AddColumnRule.fill(add.table(), column.name(), value.text()) };
			if (mysql && RANDOM.matcher(value.text().toLowerCase(Locale.ROOT)).find()) {
				return fails(what, safe);
			}
			return isSlow(situation, add) ? copies(situation, what, safe) : List.of();
		}

	}

	/** A number for each row. */
	static final class AutoIncrement extends NewColumnRule {

		AutoIncrement() {
			super("M3", "Add a column with AUTO_INCREMENT", Danger.WAITS,
					"Nobody writes the table until each row has its number, and replicas may number the rows in another order.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			return (column.generation() == Column.Generation.SEQUENCE && isSlow(situation, add))
					? waits("To " + situation.effect().words() + " numbers each row",
							AddColumnRule.plain(situation, add, String.valueOf(column.type())))
					: List.of();
		}

	}

	/** A computed value for each row. */
	static final class StoredValue extends NewColumnRule {

		StoredValue() {
			super("M4", "Add a stored generated column to a table of MySQL or MariaDB", Danger.WAITS,
					"The table is copied to compute the value of each row.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			if (column.generation() != Column.Generation.STORED || !isSlow(situation, add)) {
				return List.of();
			}
			return copies(situation, "To " + situation.effect().words() + ", generated and stored,",
					AddColumnRule.plain(situation, add,
							column.type() + " as (" + Texts.inParentheses(situation.text(), "as") + ") virtual"));
		}

	}

	/** A foreign key that is none. */
	static final class IgnoredReference extends NewColumnRule {

		private static final int HEEDED = 90000;

		IgnoredReference() {
			super("M17", "Add a column with REFERENCES", Danger.DATA,
					"MySQL reads REFERENCES beside a column and makes no foreign key of it.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			var key = AddColumnRule.constraint(column, Kind.FOREIGN_KEY);
			if (key == null || key.references() == null || situation.text().isEmpty()
					|| situation.dialect() != Dialect.MYSQL || situation.facts().version() >= HEEDED) {
				return List.of();
			}
			return data("To " + situation.effect().words() + " adds no foreign key. Add it by itself, later",
					AddColumnRule.plain(situation, add, String.valueOf(column.type())));
		}

	}

}
