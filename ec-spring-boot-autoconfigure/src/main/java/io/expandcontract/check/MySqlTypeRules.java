package io.expandcontract.check;

import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.safety.Splits;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.SetNotNull;

/**
 * What another definition of a column costs on MySQL and MariaDB.
 */
final class MySqlTypeRules {

	/** A varchar of more bytes has two bytes of length instead of one. */
	private static final int SHORT = 255;

	private static final Set<PhaseRule> CHANGED = Set.of(PhaseRule.WIDEN_TYPE, PhaseRule.NARROW_TYPE,
			PhaseRule.OTHER_TYPE, PhaseRule.UNCLEAR_TYPE);

	private MySqlTypeRules() {
	}

	private abstract static class DefinitionRule extends MySqlRule {

		DefinitionRule(String id, String title, Danger danger, String why) {
			super(id, title, danger, why);
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof RedefineColumn redefine) || redefine.column().type() == null
					|| situation.schema().isNew(redefine.table()) || situation.verdict() == PhaseRule.ON_NEW_COLUMN) {
				return List.of();
			}
			String before = situation.facts().columnType(redefine.table(), redefine.column().name());
			return check(situation, redefine, before, redefine.column().type());
		}

		abstract List<Hazard> check(Situation situation, RedefineColumn redefine, String before, DataType after);

		static boolean isSlow(Situation situation, Name table) {
			return situation.isLarge(table) && !situation.isMadeSafe();
		}

		static SafeStep[] split(RedefineColumn redefine) {
			Column column = redefine.column();
			DataType type = (column.type() != null) ? MySqlTypes.quoted(column.type()) : null;
			Operation typed = new RedefineColumn(redefine.table(), new Column(column.name(), type, column.notNull(),
					column.defaultValue(), column.generation(), column.constraints()));
			return Splits.of(typed, type).stream().map(SafeStep::of).toArray(SafeStep[]::new);
		}

		static String what(Situation situation, RedefineColumn redefine) {
			return "To " + situation.effect().words() + " as "
					+ ((redefine.column().type() != null) ? MySqlTypes.quoted(redefine.column().type()) : "");
		}

	}

	/** All rows are copied. */
	static final class OtherType extends DefinitionRule {

		OtherType() {
			super("M6", "Give a column another type", Danger.WAITS,
					"The table is copied, and the release that is running may write what does not fit any more.");
		}

		@Override
		List<Hazard> check(Situation situation, RedefineColumn redefine, String before, DataType after) {
			String from = MySqlTypes.plain(before);
			String to = MySqlTypes.plain(after.toString());
			boolean longer = MySqlTypes.length(from) >= 0 && MySqlTypes.length(from) <= MySqlTypes.length(to);
			boolean changed = from.isEmpty() ? CHANGED.contains(situation.verdict()) : !from.equals(to);
			if (!changed || longer || MySqlTypes.isListed(after)) {
				return List.of();
			}
			boolean narrows = situation.verdict() == PhaseRule.NARROW_TYPE
					|| situation.verdict() == PhaseRule.OTHER_TYPE;
			List<Hazard> breaks = (narrows && situation.breaksRunningRelease())
					? breaks(what(situation, redefine) + " while the old release writes the old one", split(redefine))
					: List.of();
			return both(breaks, isSlow(situation, redefine.table())
					? copies(situation, what(situation, redefine), split(redefine)) : List.of());
		}

	}

	/** Another byte of length. */
	static final class LongVarchar extends DefinitionRule {

		LongVarchar() {
			super("M7", "Widen a varchar beyond 255 bytes", Danger.WAITS,
					"The length of a value takes two bytes then instead of one, and the table is copied.");
		}

		@Override
		List<Hazard> check(Situation situation, RedefineColumn redefine, String before, DataType after) {
			int from = MySqlTypes.length(MySqlTypes.plain(before));
			int to = MySqlTypes.length(MySqlTypes.plain(after.toString()));
			int known = situation.facts().bytesPerCharacter(redefine.table(), redefine.column().name());
			int bytes = (known > 0) ? known : 4;
			boolean crosses = from >= 0 && from * bytes <= SHORT && (long) to * bytes > SHORT;
			return (crosses && isSlow(situation, redefine.table()))
					? copies(situation, what(situation, redefine), split(redefine)) : List.of();
		}

	}

	/** Other bytes, another order. */
	static final class CharacterSet extends DefinitionRule {

		CharacterSet() {
			super("M8", "Change a character set or collation", Danger.WAITS,
					"The table is copied or its indexes are built anew; what was unique may not be, and joins with other "
							+ "columns may lose their index.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (situation.operation() instanceof Rebuild rebuild && rebuild.table() != null
					&& rebuild.how().startsWith("CONVERT")) {
				return isSlow(situation, rebuild.table()) ? copies(situation, "To convert " + rebuild.table())
						: List.of();
			}
			return super.check(situation);
		}

		@Override
		List<Hazard> check(Situation situation, RedefineColumn redefine, String before, DataType after) {
			List<String> modifiers = after.modifiers();
			boolean set = modifiers.stream().anyMatch((modifier) -> modifier.startsWith("character set"));
			boolean collated = modifiers.stream().anyMatch((modifier) -> modifier.startsWith("collate"));
			boolean indexed = situation.facts()
				.indexes(redefine.table())
				.stream()
				.anyMatch((index) -> index.columns().contains(redefine.column().name()));
			return ((set || (collated && indexed)) && isSlow(situation, redefine.table()))
					? copies(situation, what(situation, redefine), split(redefine)) : List.of();
		}

	}

	/** What the old release leaves out is refused. */
	static final class RefuseNull extends MySqlRule {

		RefuseNull() {
			super("M9", "Refuse null in a column", Danger.BREAKS,
					"What the release that is running inserts without a value fails; and the table is written anew, while "
							+ "others write it.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (situation.verdict() != PhaseRule.SET_NOT_NULL || !situation.breaksRunningRelease()) {
				return List.of();
			}
			String what = "To " + situation.effect().words() + " while the old release may leave it null";
			if (situation.operation() instanceof SetNotNull set) {
				return breaks(what,
						new SafeStep(Phase.CONTRACT, "refuse null when no old instance writes it",
								"addNotNullConstraint: { tableName: %s, columnName: %s, columnDataType: \"%s\" }"
									.formatted(set.table().name(), set.column(),
											situation.facts().columnType(set.table(), set.column())),
								"", true));
			}
			return breaks(what, later(situation, "refuse null when no old instance writes it"));
		}

	}

	private abstract static class ListRule extends DefinitionRule {

		ListRule(String id, String title, Danger danger, String why) {
			super(id, title, danger, why);
		}

		@Override
		final List<Hazard> check(Situation situation, RedefineColumn redefine, String before, DataType after) {
			List<String> from = MySqlTypes.values(before);
			List<String> to = after.arguments();
			boolean listed = MySqlTypes.isListed(after) && before.startsWith(after.name());
			return (listed && !from.equals(to)) ? check(situation, redefine, from, to) : List.of();
		}

		abstract List<Hazard> check(Situation situation, RedefineColumn redefine, List<String> from, List<String> to);

		static boolean isAppended(List<String> from, List<String> to) {
			return to.size() > from.size() && to.subList(0, from.size()).equals(from);
		}

	}

	/** A value that the old release does not know. */
	static final class AppendValue extends ListRule {

		AppendValue() {
			super("M19", "Append a value to an ENUM or SET", Danger.DATA,
					"The release that is running fails when it reads the value, as soon as the new one writes it; and the "
							+ "256th value of an ENUM, or each 8th of a SET, has the table copied.");
		}

		@Override
		List<Hazard> check(Situation situation, RedefineColumn redefine, List<String> from, List<String> to) {
			if (!isAppended(from, to)) {
				return List.of();
			}
			Column column = redefine.column();
			String kind = (column.type() != null) ? column.type().name() : "";
			boolean grows = MySqlTypes.bytes(kind, from.size()) != MySqlTypes.bytes(kind, to.size());
			String what = what(situation, redefine);
			return both(
					situation.isHeldBack() ? List.of()
							: data(what + " lets it in: write it only when no old instance lives"),
					(grows && isSlow(situation, redefine.table())) ? copies(situation, what, split(redefine))
							: List.of());
		}

	}

	/** Values get other numbers, or go. */
	static final class OtherValues extends ListRule {

		OtherValues() {
			super("M20", "Insert, reorder or remove values of an ENUM or SET", Danger.WAITS,
					"The values get other numbers, for which the table is copied; and the release that is running may write "
							+ "one that is gone.");
		}

		@Override
		List<Hazard> check(Situation situation, RedefineColumn redefine, List<String> from, List<String> to) {
			if (isAppended(from, to)) {
				return List.of();
			}
			String what = what(situation, redefine);
			List<String> gone = from.stream().filter((value) -> !to.contains(value)).toList();
			return both(
					(gone.isEmpty() || situation.isHeldBack()) ? List.of()
							: breaks(what + " without " + String.join(", ", gone), split(redefine)),
					isSlow(situation, redefine.table()) ? copies(situation, what, split(redefine)) : List.of());
		}

	}

}
