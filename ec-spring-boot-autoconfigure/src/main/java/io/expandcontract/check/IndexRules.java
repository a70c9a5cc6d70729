package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.Rebuild;

/**
 * What indexes cost.
 */
final class IndexRules {

	private IndexRules() {
	}

	/** A build that lets nobody write. */
	static final class CreateIndex extends SafetyRule {

		CreateIndex() {
			super(List.of("P28"), "Create an index", Danger.WAITS, "Nobody writes the table until the index is built.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof Operation.CreateIndex create) || create.concurrently()
					|| situation.isMadeSafe() || !situation.isLarge(create.table())
					|| situation.facts().isPartitioned(create.table())) {
				return List.of();
			}
			return waits("To " + situation.effect().words() + " without CONCURRENTLY", concurrently(situation, create));
		}

	}

	static SafeStep concurrently(Situation situation, Operation.CreateIndex create) {
		Phase phase = create.unique() ? Phase.CONTRACT : Phase.EXPAND;
		String text = situation.text();
		if (!text.isEmpty()) {
			return SafeStep.outside(phase, "build it while others write",
					create.concurrently() ? text : text.replaceFirst("(?i)\\bindex\\b", "index concurrently"));
		}
		String name = (create.index() != null) ? " " + situation.quote(create.index()) : "";
		String columns = String.join(", ", create.columns().stream().map(situation::quote).toList());
		return SafeStep.outside(phase, "build it while others write", "create %sindex concurrently%s on %s (%s)"
			.formatted(create.unique() ? "unique " : "", name, situation.quote(create.table()), columns));
	}

	/** Not in a transaction. */
	static final class ConcurrentlyInTransaction extends SafetyRule {

		ConcurrentlyInTransaction() {
			super(List.of("P29"), "Build or drop an index concurrently inside a transaction", Danger.FAILS,
					"PostgreSQL refuses that: it wants runInTransaction=false, and one statement in the changeset.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Operation operation = situation.operation();
			boolean concurrently = (operation instanceof Operation.CreateIndex create && create.concurrently()
					&& !situation.isMadeSafe() && !situation.facts().isPartitioned(create.table()))
					|| (operation instanceof Operation.DropIndex drop && drop.concurrently())
					|| (operation instanceof Rebuild rebuild && rebuild.how().equals("REINDEX CONCURRENTLY"));
			return (concurrently && situation.isInTransaction())
					? List.of(new Hazard(Danger.FAILS, "To " + situation.effect().words() + " CONCURRENTLY", List
						.of(SafeStep.outside(Phase.EXPAND, "alone, and outside a transaction", situation.text()))))
					: List.of();
		}

	}

	/** An index that is there and is none. */
	static final class HiddenInvalid extends SafetyRule {

		HiddenInvalid() {
			super(List.of("P30"), "Create an index IF NOT EXISTS over one that is invalid", Danger.DATA,
					"A build that failed left an index that no query uses; IF NOT EXISTS finds it and builds none.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof Operation.CreateIndex create) || !create.ifNotExists()
					|| create.index() == null || situation.isMadeSafe()) {
				return List.of();
			}
			Name index = create.index();
			boolean invalid = situation.facts()
				.indexes(create.table())
				.stream()
				.anyMatch((each) -> each.name().equals(index.name()) && !each.valid())
					&& !situation.isDropped(index.name());
			return invalid ? List.of(new Hazard(Danger.DATA,
					"To " + situation.effect().words() + " does nothing, since an invalid index of that name is there",
					List.of(SafeStep.outside(Phase.EXPAND, "drop the invalid one",
							"drop index concurrently if exists " + situation.quote(index)),
							concurrently(situation, create))))
					: List.of();
		}

	}

	/** Not on a partitioned table. */
	static final class Partitioned extends SafetyRule {

		private static final int FOREIGN_KEYS = 180000;

		Partitioned() {
			super(List.of("P33"), "Index a partitioned table", Danger.FAILS,
					"What spares other tables is refused on a partitioned one: an index built concurrently, before PostgreSQL "
							+ "18 a foreign key that is not validated.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Name table = situation.operation().table();
			boolean only = situation.text().matches("(?is).*\\bon\\s+only\\b.*");
			if (table == null || only || situation.schema().isNew(table)) {
				return List.of();
			}
			if (situation.operation() instanceof AddConstraint add && add.constraint().kind() == Kind.FOREIGN_KEY) {
				boolean refused = (!add.constraint().validated() || situation.isMadeSafe())
						&& situation.facts().version() < FOREIGN_KEYS && situation.facts().isPartitioned(table);
				return refused ? fails("To " + situation.effect().words() + " NOT VALID, on a partitioned table")
						: List.of();
			}
			boolean key = situation.operation() instanceof AddConstraint add && !add.constraint().usesIndex()
					&& (add.constraint().kind() == Kind.UNIQUE || add.constraint().kind() == Kind.PRIMARY_KEY);
			boolean index = situation.operation() instanceof Operation.CreateIndex;
			if ((!key && !index) || !situation.facts().isPartitioned(table)) {
				return List.of();
			}
			boolean concurrently = situation.isMadeSafe()
					|| (situation.operation() instanceof Operation.CreateIndex create && create.concurrently());
			String what = "To " + situation.effect().words() + " on a partitioned table";
			SafeStep[] safe = perPartition(situation, table);
			return concurrently ? fails(what + " while others write", safe)
					: situation.isLarge(table) ? waits(what, safe) : List.of();
		}

		private static SafeStep[] perPartition(Situation situation, Name table) {
			String of = situation.quote(table);
			String columns = (situation.operation() instanceof Operation.CreateIndex create)
					? String.join(", ", create.columns().stream().map(situation::quote).toList()) : "…";
			String index = (situation.operation() instanceof Operation.CreateIndex create && create.index() != null)
					? situation.quote(create.index()) : situation.quote(table.name() + "_idx");
			return new SafeStep[] {
					SafeStep.of(Phase.EXPAND, "an index of the table alone, not yet valid",
							"create index %s on only %s (%s)".formatted(index, of, columns)),
					SafeStep.outside(Phase.EXPAND, "one on each partition, while others write",
							"create index concurrently %s_1 on %s_1 (%s)".formatted(index, of, columns)),
					SafeStep.of(Phase.EXPAND, "attach each; with the last one the index is valid",
							"alter index %s attach partition %s_1".formatted(index, index)) };
		}

	}

	/** A plan of the old release. */
	static final class DropIndex extends SafetyRule {

		DropIndex() {
			super(List.of("P34", "M13"), "Drop an index", Danger.DATA,
					"Queries of the release that is running may need it, and scan the table from now on.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof Operation.DropIndex drop) || !situation.breaksRunningRelease()) {
				return List.of();
			}
			boolean inTable = situation.dialect().isMySqlFamily() && drop.table() != null;
			String sql = inTable && drop.table() != null
					? "drop index %s on %s".formatted(situation.quote(drop.index()), situation.quote(drop.table()))
					: "drop index concurrently " + situation.quote(drop.index());
			return List.of(new Hazard(Danger.DATA, "To " + situation.effect().words() + " now", List
				.of(SafeStep.outside(Phase.CONTRACT, "drop it when no instance needs it, while others write", sql))));
		}

	}

	/** All of a table. */
	static final class WriteAnew extends SafetyRule {

		WriteAnew() {
			super(List.of("P35"), "Write a table or its indexes anew", Danger.WAITS,
					"Nobody writes the table meanwhile, and mostly nobody reads it: what a changeset must not do while the "
							+ "application runs.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof Rebuild rebuild) || rebuild.how().contains("CONCURRENTLY")) {
				return List.of();
			}
			boolean plain = rebuild.how().equals("VACUUM") && !situation.text().matches("(?is).*\\bfull\\b.*");
			boolean large = rebuild.table() == null || situation.isLarge(rebuild.table());
			String concurrently = rebuild.how().equals("REINDEX")
					? situation.text().replaceFirst("(?i)\\b(table|index|schema|database|system)\\b", "$1 concurrently")
					: "";
			return (!plain && large)
					? waits("To " + situation.effect().words(),
							concurrently.isEmpty() ? new SafeStep[0] : new SafeStep[] {
									SafeStep.outside(Phase.EXPAND, "while others read and write", concurrently) })
					: List.of();
		}

	}

	static List<Hazard> fails(String what, SafeStep... safe) {
		return List.of(new Hazard(Danger.FAILS, what, List.of(safe)));
	}

}
