package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Operation.AddColumn;

/**
 * What constraints cost that stand beside a new column.
 */
final class InlineConstraintRules {

	private InlineConstraintRules() {
	}

	/** A key, with its index. */
	static final class InlineKey extends AddColumnRule {

		InlineKey() {
			super(List.of("P12"), "Add a column with UNIQUE or PRIMARY KEY", Danger.WAITS,
					"The index of the key is built under a lock that lets nobody in.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			Constraint key = constraint(column, Kind.UNIQUE, Kind.PRIMARY_KEY);
			if (key == null) {
				return List.of();
			}
			String table = situation.quote(add.table());
			String name = situation.quote(nameOf(key, add, "key"));
			String kind = (key.kind() == Kind.UNIQUE) ? "unique" : "primary key";
			return waits("To " + situation.effect().words() + " with " + kind + " builds an index",
					plain(situation, add, String.valueOf(column.type())),
					SafeStep.outside(Phase.EXPAND, "build the index while others write",
							"create unique index concurrently %s on %s (%s)".formatted(name, table,
									situation.quote(column.name()))),
					SafeStep.of((key.kind() == Kind.UNIQUE) ? Phase.EXPAND : Phase.CONTRACT, "make it the key",
							"alter table %s add constraint %s %s using index %s".formatted(table, name, kind, name)));
		}

	}

	/** A check of rows that all have the same value. */
	static final class InlineCheck extends AddColumnRule {

		InlineCheck() {
			super(List.of("P13"), "Add a column with CHECK", Danger.WAITS,
					"All rows are read under a lock that lets nobody in, though the column is new.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			Constraint check = constraint(column, Kind.CHECK);
			if (check == null || !check.validated()) {
				return List.of();
			}
			String table = situation.quote(add.table());
			String name = situation.quote(nameOf(check, add, "check"));
			String value = hasValue(column) && column.defaultValue() != null
					? " default " + column.defaultValue().text() : "";
			return waits("To " + situation.effect().words() + " with a check reads all rows",
					plain(situation, add, column.type() + value),
					SafeStep.of(Phase.CONTRACT, "check what is written from now on",
							"alter table %s add constraint %s check (%s) not valid".formatted(table, name,
									Texts.inParentheses(situation.text(), "check"))),
					SafeStep.of(Phase.CONTRACT, "look at the rows while others write them",
							"alter table %s validate constraint %s".formatted(table, name)));
		}

	}

	/** A foreign key over values that are there at once. */
	static final class InlineReference extends AddColumnRule {

		InlineReference() {
			super(List.of("P14"), "Add a column with REFERENCES and a default", Danger.WAITS,
					"All rows are looked up in the parent while nobody writes either table.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			Constraint key = constraint(column, Kind.FOREIGN_KEY);
			if (key == null || key.references() == null || !hasValue(column) || column.defaultValue() == null) {
				return List.of();
			}
			String table = situation.quote(add.table());
			String name = situation.quote(nameOf(key, add, "fkey"));
			String columns = Texts.find(situation.text(), "\\breferences\\s+[^\\s(]+\\s*(\\([^)]*\\))", "");
			return waits("To " + situation.effect().words() + " with a default and a foreign key",
					plain(situation, add, column.type() + " default " + column.defaultValue().text()),
					SafeStep.of(Phase.EXPAND, "check what is written from now on",
							"alter table %s add constraint %s foreign key (%s) references %s%s not valid".formatted(
									table, name, situation.quote(column.name()), situation.quote(key.references()),
									columns.isEmpty() ? "" : " " + columns)),
					SafeStep.of(Phase.EXPAND, "look at the rows while others write them",
							"alter table %s validate constraint %s".formatted(table, name)));
		}

	}

}
