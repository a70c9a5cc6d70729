package io.expandcontract.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.Effect;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.Rebuild;

/**
 * What statements as a whole cost on MySQL and MariaDB.
 */
final class MySqlStatementRules {

	private MySqlStatementRules() {
	}

	private static boolean alters(Situation situation) {
		return situation.text().regionMatches(true, 0, "alter table", 0, 11);
	}

	private static boolean isFirst(Situation situation) {
		return situation.before().stream().noneMatch((effect) -> isSame(effect, situation.effect()));
	}

	private static boolean isSame(Effect one, Effect other) {
		return (one.statement() != null) ? one.statement().equals(other.statement())
				: one.change().equals(other.change());
	}

	/** The author wants it so. */
	static final class Blocking extends MySqlRule {

		private static final Set<String> LOCKS = Set.of("SHARED", "EXCLUSIVE");

		Blocking() {
			super("M23", "Demand a copy or a lock", Danger.WAITS,
					"The server lets others wait though it might not have to.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Name table = situation.operation().table();
			boolean lock = LOCKS.contains(demanded(situation, "LOCK"));
			boolean copy = demanded(situation, "ALGORITHM").equals("COPY");
			if (table == null || (!lock && !copy) || !isFirst(situation) || !situation.isLarge(table)) {
				return List.of();
			}
			String what = "To " + situation.effect().words() + " with " + (lock ? "LOCK=" : "ALGORITHM=COPY")
					+ (lock ? demanded(situation, "LOCK") : "");
			String plain = situation.text().replaceAll("(?i)[\\s,]*\\b(algorithm|lock)\\s*=?\\s*\\w+", "");
			SafeStep safe = SafeStep.of(situation.isHeldBack() ? Phase.CONTRACT : Phase.EXPAND,
					"leave it to the server", plain);
			return (lock || (demanded(situation, "LOCK").isEmpty() && !situation.facts().copiesWhileOthersWrite()))
					? waits(what, safe) : copies(situation, what, safe);
		}

	}

	/** Nobody knows how. */
	static final class Silent extends MySqlRule {

		Silent() {
			super("M24", "Alter a table without saying how", Danger.ADVICE,
					"The server copies the table without a word if it knows no better way; with ALGORITHM and LOCK it refuses "
							+ "instead.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Name table = situation.operation().table();
			boolean silent = demanded(situation, "ALGORITHM").isEmpty() && demanded(situation, "LOCK").isEmpty();
			boolean partitions = situation.operation() instanceof Rebuild rebuild && rebuild.how().equals("partitions");
			return (table != null && alters(situation) && silent && !partitions && isFirst(situation)
					&& !situation.isMadeSafe() && situation.isLarge(table))
							? advice("To " + situation.effect().words(),
									SafeStep.of(situation.isHeldBack() ? Phase.CONTRACT : Phase.EXPAND,
											"or algorithm=instant, where nothing is to be built",
											situation.text() + ", algorithm=inplace, lock=none"))
							: List.of();
		}

	}

	/** What is done cannot be taken back. */
	static final class HalfDone extends MySqlRule {

		HalfDone() {
			super("M27", "Change the schema twice in a changeset", Danger.ADVICE,
					"Each statement commits by itself: if a later one fails, the earlier ones are done, and run again with the "
							+ "changeset.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			long before = situation.before()
				.stream()
				.filter((effect) -> changesSchema(effect.operation()))
				.map((effect) -> (effect.statement() != null) ? effect.statement() : effect.change())
				.distinct()
				.count();
			return (before == 1 && changesSchema(situation.operation()) && isFirst(situation)) ? advice(
					"To " + situation.effect().words() + " beside another change. Give it a changeset of its own")
					: List.of();
		}

		private static boolean changesSchema(Operation operation) {
			return operation.table() != null && !(operation instanceof ChangeRows) && !(operation instanceof Annotate);
		}

	}

	/** All of a table. */
	static final class WriteAnew extends MySqlRule {

		WriteAnew() {
			super("M28", "Write a table of MySQL or MariaDB anew", Danger.WAITS,
					"Another engine or other partitions copy the table; FORCE, OPTIMIZE and ROW_FORMAT write it anew while "
							+ "others write it, and replicas lag behind.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof Rebuild rebuild) || rebuild.table() == null
					|| rebuild.how().startsWith("CONVERT") || !situation.isLarge(rebuild.table())
					|| situation.isMadeSafe()) {
				return List.of();
			}
			boolean engine = situation.text().matches("(?is).*\\bengine\\s*=?\\s*(?!innodb\\b)[a-z].*");
			String what = "To " + situation.effect().words();
			if (rebuild.how().equals("partitions")) {
				return waits(what);
			}
			return engine ? copies(situation, what) : advice(what + " takes as long as the table is large");
		}

	}

	/** What changes rows without a trigger. */
	static final class UnseenByTrigger extends MySqlRule {

		UnseenByTrigger() {
			super("M29", "Create a trigger on a table that foreign keys change", Danger.DATA,
					"What a foreign key deletes or changes by cascade fires no trigger, so that a column kept in step by one "
							+ "falls behind.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof CreateObject create) || !create.kind().isTrigger()
					|| create.table() == null || situation.schema().isNew(create.table())) {
				return List.of();
			}
			List<String> keys = situation.facts()
				.constraints(create.table())
				.stream()
				.filter((key) -> key.kind() == Kind.FOREIGN_KEY
						&& key.definition().matches("(?i).*\\b(cascade|set null|set default)\\b.*"))
				.map(ConstraintFacts::name)
				.toList();
			if (!keys.isEmpty()) {
				return data("To " + situation.effect().words() + ", which does not see what " + String.join(", ", keys)
						+ " does");
			}
			List<String> others = situation.facts().triggers(create.table());
			return others.isEmpty() ? List.of() : advice("To " + situation.effect().words() + " beside "
					+ String.join(", ", others) + ": say with FOLLOWS or PRECEDES which is first");
		}

	}

	/** Small things. */
	static final class Types extends MySqlRule {

		private static final Set<String> SMALL = Set.of("int", "integer", "mediumint", "smallint", "tinyint");

		Types() {
			super("M30", "Types of MySQL and MariaDB to think twice about", Danger.ADVICE,
					"It is cheap to choose another now, and dear when the table is large.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Operation operation = situation.operation();
			Stream<Column> columns = (operation instanceof CreateTable create) ? create.columns().stream()
					: (operation instanceof AddColumn add) ? Stream.of(add.column()) : Stream.empty();
			return columns.map((column) -> thought(column, keys(operation)))
				.filter((thought) -> !thought.isEmpty())
				.findFirst()
				.map((thought) -> advice("To " + situation.effect().words() + ": " + thought))
				.orElse(List.of());
		}

		private static List<String> keys(Operation operation) {
			return (operation instanceof CreateTable create) ? create.constraints()
				.stream()
				.filter((constraint) -> constraint.kind() == Kind.PRIMARY_KEY && constraint.columns().size() == 1)
				.flatMap((constraint) -> constraint.columns().stream())
				.toList() : List.of();
		}

		private static String thought(Column column, List<String> keys) {
			String type = (column.type() != null) ? column.type().name().toLowerCase(Locale.ROOT) : "";
			String value = (column.defaultValue() != null) ? column.defaultValue().text() : "";
			boolean key = keys.contains(column.name())
					|| column.constraints().stream().map(Constraint::kind).anyMatch(Kind.PRIMARY_KEY::equals);
			if (type.equals("float")) {
				return column.name() + " of type float keeps about seven digits: take decimal or double";
			}
			if (type.equals("timestamp")) {
				return column.name() + " of type timestamp may end in 2038: take datetime";
			}
			if (value.contains("0000-00-00")) {
				return column.name() + " has a date of zero as default, which strict servers refuse: take null";
			}
			if (key && SMALL.contains(type)) {
				return "the key " + column.name() + " of type " + type + " may run out: take bigint";
			}
			boolean three = column.type() != null && column.type()
				.modifiers()
				.stream()
				.anyMatch((modifier) -> modifier.matches("character set utf8(mb3)?"));
			return three ? column.name() + " in utf8 takes no character of four bytes: take utf8mb4" : "";
		}

	}

}
