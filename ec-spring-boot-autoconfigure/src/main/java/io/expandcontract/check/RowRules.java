package io.expandcontract.check;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.expandcontract.changelog.DataChange;
import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.Effect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropDefault;
import io.expandcontract.sql.Operation.DropNotNull;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.RowChange;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sql.Operation.SetNotNull;
import liquibase.change.core.AddNotNullConstraintChange;

/**
 * Statements that lock many rows, or hold a lock for longer than they need.
 */
final class RowRules {

	private static final Pattern BOUNDED = Pattern.compile("=|\\bin\\b|\\bbetween\\b|\\blimit\\b");

	private static final Pattern UPDATE = Pattern
		.compile("(?is)update\\s+\\S+\\s+set\\s+\"?(\\w+)\"?\\s*=\\s*(.*?)(?:\\s+where\\s+(.*?))?;?\\s*");

	private RowRules() {
	}

	private static SafeStep[] backfill(Situation situation, Name table) {
		Matcher matcher = UPDATE.matcher(situation.text());
		if (!matcher.matches() || matcher.group(2).contains(",")) {
			return new SafeStep[0];
		}
		String where = (matcher.group(3) != null) ? ", where: \"" + Texts.escaped(matcher.group(3)) + "\"" : "";
		return new SafeStep[] {
				new SafeStep(Phase.MIGRATE, "move the rows in batches",
						"backfill: { tableName: %s, columns: [ { column: { name: %s, valueComputed: \"%s\" } } ]%s }"
							.formatted(table.name(), matcher.group(1), Texts.escaped(matcher.group(2)), where),
						"", true) };
	}

	/** Many rows at once. */
	static final class ManyRows extends SafetyRule {

		ManyRows() {
			super(List.of("P49", "M31"), "Update or delete many rows in one statement", Danger.WAITS,
					"Each row stays locked until the last one is done, and whoever writes one of them waits.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof ChangeRows rows) || situation.effect().change() instanceof DataChange
					|| (rows.kind() != RowChange.UPDATE && rows.kind() != RowChange.DELETE)
					|| isBounded(situation, rows) || !situation.isLarge(rows.table())) {
				return List.of();
			}
			return waits("To " + situation.effect().words() + " without a bound", backfill(situation, rows.table()));
		}

		private static boolean isBounded(Situation situation, ChangeRows rows) {
			if (!rows.filtered() || situation.effect().change() instanceof AddNotNullConstraintChange) {
				return false;
			}
			String text = situation.text().isEmpty()
					? Objects.toString(situation.effect().change().getSerializableFieldValue("where"), "=")
					: situation.text();
			int where = text.toLowerCase(Locale.ROOT).lastIndexOf("where");
			return BOUNDED.matcher(text.substring(Math.max(0, where)).toLowerCase(Locale.ROOT)).find();
		}

	}

	private static boolean isStrong(Operation operation) {
		return operation instanceof AddColumn || operation instanceof DropColumn || operation instanceof RenameColumn
				|| operation instanceof AlterType || operation instanceof SetNotNull || operation instanceof DropNotNull
				|| operation instanceof SetDefault || operation instanceof DropDefault
				|| operation instanceof AddConstraint || operation instanceof DropConstraint
				|| operation instanceof DropTable || operation instanceof RenameTable
				|| (operation instanceof CreateObject create && create.kind().isTrigger());
	}

	private static List<Name> locked(Situation situation) {
		return situation.before()
			.stream()
			.map(Effect::operation)
			.filter(RowRules::isStrong)
			.map(RowRules::tableOf)
			.filter(Objects::nonNull)
			.filter((table) -> !situation.schema().isNew(table))
			.toList();
	}

	private static @org.jspecify.annotations.Nullable Name tableOf(Operation operation) {
		return operation.table();
	}

	/** A table's lock while rows are moved. */
	static final class RowsUnderLock extends SafetyRule {

		RowsUnderLock() {
			super(List.of("P50"), "Change rows in the transaction that changes a table", Danger.WAITS,
					"The lock of the table is held until all rows are changed, and nobody reads or writes it meanwhile.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof ChangeRows rows) || rows.kind() == RowChange.INSERT
					|| !situation.isInTransaction() || !situation.isLarge(rows.table())) {
				return List.of();
			}
			List<Name> locked = locked(situation);
			return locked.isEmpty() ? List.of()
					: waits("To " + situation.effect().words() + " under the lock of " + locked.get(0),
							backfill(situation, rows.table()));
		}

	}

	/** Two tables' locks. */
	static final class TwoTables extends SafetyRule {

		TwoTables() {
			super(List.of("P51"), "Change two tables in one transaction", Danger.ADVICE,
					"The lock of the first is held while the statement waits for the second: transactions that take them the "
							+ "other way round end in a deadlock.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Name table = situation.operation().table();
			if (table == null || !isStrong(situation.operation()) || !situation.isInTransaction()
					|| !situation.hasRows(table)) {
				return List.of();
			}
			List<Name> locked = locked(situation).stream().distinct().toList();
			boolean second = locked.size() == 1 && !locked.get(0).mayBe(table);
			return second ? List.of(new Hazard(Danger.ADVICE, "To " + situation.effect().words() + " under the lock of "
					+ locked.get(0) + ". Give each table a changeset of its own", List.of())) : List.of();
		}

	}

}
