package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.Effect;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.DropConstraint;

/**
 * What indexes, keys and checks cost on MySQL and MariaDB.
 */
final class MySqlKeyRules {

	private static final String WITHOUT_CHECKS = "(?is).*\\bforeign_key_checks\\s*=\\s*(0|off)\\b.*";

	private MySqlKeyRules() {
	}

	private static boolean isSlow(Situation situation, Name table) {
		return situation.isLarge(table) && !situation.isMadeSafe();
	}

	/** An index that is not built while others write. */
	static final class SpecialIndex extends MySqlRule {

		SpecialIndex() {
			super("M12", "Create a full text or spatial index", Danger.WAITS,
					"Nobody writes the table until the index is built, as they may with any other index.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.operation() instanceof CreateIndex create && create
				.special() && isSlow(situation, create.table())
						? waits("To " + situation.effect().words()
								+ ". Build it in a quiet hour, or on a new table that takes the place of the old one")
						: List.of();
		}

	}

	/** What holds the rows together. */
	static final class Key extends MySqlRule {

		Key() {
			super("M14", "Drop a primary key, or add a key", Danger.WAITS,
					"Without a new one in the same statement, the table is copied when its primary key goes; and what the "
							+ "release that is running writes twice is refused when a key comes.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Operation operation = situation.operation();
			String what = "To " + situation.effect().words();
			if (operation instanceof DropConstraint drop && drop.kind() == Kind.PRIMARY_KEY) {
				return (isReplaced(situation) || !isSlow(situation, drop.table())) ? List.of()
						: copies(situation, what,
								SafeStep.of(Phase.CONTRACT, "replace it in one statement",
										"alter table %s drop primary key, add primary key (…)"
											.formatted(situation.quote(drop.table()))));
			}
			boolean comes = situation.verdict() == PhaseRule.CREATE_UNIQUE_INDEX
					|| (operation instanceof AddConstraint add
							&& (add.constraint().kind() == Kind.PRIMARY_KEY || add.constraint().kind() == Kind.UNIQUE));
			return (comes && situation.breaksRunningRelease())
					? breaks(what + " refuses what the old release may write twice",
							later(situation, "add it when no old instance writes"))
					: List.of();
		}

		private static boolean isReplaced(Situation situation) {
			return situation.effect().statement() != null && situation.effect()
				.statement()
				.operations()
				.stream()
				.anyMatch((operation) -> operation instanceof AddConstraint add
						&& add.constraint().kind() == Kind.PRIMARY_KEY);
		}

	}

	/** A look at two tables. */
	static final class Reference extends MySqlRule {

		Reference() {
			super("M15", "Add a foreign key on MySQL or MariaDB", Danger.WAITS,
					"The table is copied to look up each row in the parent, unless foreign_key_checks is 0; and what the release that is running writes may "
							+ "have no parent.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof AddConstraint add) || add.constraint().kind() != Kind.FOREIGN_KEY
					|| situation.schema().isNew(add.table())) {
				return List.of();
			}
			String what = "To " + situation.effect().words();
			boolean unchecked = situation.before().stream().anyMatch(Reference::switchesOff);
			return both(
					situation.breaksRunningRelease()
							? data(what + " refuses what the old release writes without a parent") : List.of(),
					(!unchecked && isSlow(situation, add.table())) ? copies(situation, what) : List.of());
		}

		private static boolean switchesOff(Effect effect) {
			return effect.statement() != null && effect.statement().text().matches(WITHOUT_CHECKS);
		}

	}

	/** A look at all rows. */
	static final class EnforcedCheck extends MySqlRule {

		EnforcedCheck() {
			super("M18", "Add a check on MySQL or MariaDB", Danger.WAITS,
					"The table is copied to look at each row, and there is no other way to check those that are there; and what "
							+ "the release that is running writes may be refused.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			String what = "To " + situation.effect().words();
			if (situation.operation() instanceof AddColumn add) {
				var check = AddColumnRule.constraint(add.column(), Kind.CHECK);
				return (check != null && check.validated() && situation.dialect() == Dialect.MYSQL
						&& isSlow(situation, add.table()))
								? copies(situation, what + " with a check",
										AddColumnRule.plain(situation, add, String.valueOf(add.column().type())))
								: List.of();
			}
			if (!(situation.operation() instanceof AddConstraint add) || add.constraint().kind() != Kind.CHECK
					|| !add.constraint().validated() || situation.schema().isNew(add.table())) {
				return List.of();
			}
			return both(situation.breaksRunningRelease() ? breaks(what + " refuses what the old release may write")
					: List.of(), isSlow(situation, add.table()) ? copies(situation, what) : List.of());
		}

	}

}
