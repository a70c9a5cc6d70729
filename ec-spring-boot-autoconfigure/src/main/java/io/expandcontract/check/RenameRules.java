package io.expandcontract.check;

import java.util.List;

import io.expandcontract.safety.ColumnFacts;
import io.expandcontract.safety.Splits;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.RenameEnumValue;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sql.Operation.RenameTable;

/**
 * What breaks when something gets another name.
 */
final class RenameRules {

	private RenameRules() {
	}

	private abstract static class RenameRule extends SafetyRule {

		RenameRule(List<String> ids, String title, String why) {
			super(ids, title, Danger.BREAKS, why);
		}

		@Override
		final List<Hazard> check(Situation situation) {
			return isAbout(situation.operation()) && situation.breaksRunningRelease()
					? breaks("To " + situation.effect().words() + " now",
							Splits.of(situation.operation(), type(situation))
								.stream()
								.map(SafeStep::of)
								.toArray(SafeStep[]::new))
					: List.of();
		}

		abstract boolean isAbout(Operation operation);

		private static DataType type(Situation situation) {
			ColumnFacts facts = situation.operation() instanceof Operation.RenameColumn rename
					? situation.column(rename.table(), rename.column()) : null;
			return (facts != null && facts.type() != null) ? facts.type() : DataType.of("…");
		}

	}

	/** A column gets another name. */
	static final class RenameColumn extends RenameRule {

		RenameColumn() {
			super(List.of("P36", "M10"), "Rename a column",
					"Statements of the release that is running name the old one and fail; while it is held back, those of the "
							+ "new release fail.");
		}

		@Override
		boolean isAbout(Operation operation) {
			return operation instanceof Operation.RenameColumn;
		}

	}

	/** A table or another object gets another name. */
	static final class RenameOther extends RenameRule {

		RenameOther() {
			super(List.of("P37", "M11"), "Rename a table, view, sequence, type or function",
					"Statements of the release that is running use the old name and fail; while it is held back, those of the "
							+ "new release fail.");
		}

		@Override
		boolean isAbout(Operation operation) {
			return operation instanceof RenameTable || operation instanceof RenameObject;
		}

	}

	/** A value gets another name. */
	static final class RenameValue extends RenameRule {

		RenameValue() {
			super(List.of("P38"), "Rename a value of an enumerated type",
					"The release that is running reads a value that it does not know and writes one that is gone; no lock "
							+ "shows it.");
		}

		@Override
		boolean isAbout(Operation operation) {
			return operation instanceof RenameEnumValue;
		}

	}

}
