package io.expandcontract.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetNotNull;
import org.jspecify.annotations.Nullable;

/**
 * Finds pending expand changesets that touch what an earlier, still pending contract
 * changeset touches: run before it, they would run on a schema that the changelog does
 * not mean.
 */
final class OrderCheck {

	/** Held contracts by the name of what they touch, schema left out. */
	private final Map<String, List<Held>> held = new HashMap<>();

	private record Held(Judgement judgement, Touched touched, boolean wholeTable, boolean onlyDemands) {
	}

	/**
	 * Check changesets.
	 * @param judgements all that is pending, in order
	 * @param phases the phase of each, in the same order
	 * @return a sentence for each changeset that comes too early
	 */
	Map<ChangeSetKey, String> check(List<Judgement> judgements, List<@Nullable Phase> phases) {
		Map<ChangeSetKey, String> problems = new LinkedHashMap<>();
		for (int index = 0; index < judgements.size(); index++) {
			Judgement judgement = judgements.get(index);
			for (Judgement.Verdict verdict : judgement.verdicts()) {
				Operation operation = verdict.effect().operation();
				if (phases.get(index) == Phase.CONTRACT) {
					hold(judgement, operation);
				}
				else if (phases.get(index) != Phase.MIGRATE) {
					conflicts(judgement, operation, problems);
				}
			}
		}
		return problems;
	}

	private void hold(Judgement judgement, Operation operation) {
		boolean whole = operation instanceof DropTable || operation instanceof RenameTable;
		boolean demands = operation instanceof AddConstraint || operation instanceof DropConstraint
				|| operation instanceof SetNotNull || operation instanceof CreateIndex;
		for (Touched touched : Touched.by(operation)) {
			this.held.computeIfAbsent(touched.name().name(), (name) -> new ArrayList<>())
				.add(new Held(judgement, touched, whole, demands));
		}
	}

	private void conflicts(Judgement judgement, Operation operation, Map<ChangeSetKey, String> problems) {
		for (Touched touched : Touched.by(operation)) {
			for (Held other : this.held.getOrDefault(touched.name().name(), List.of())) {
				boolean same = other.wholeTable() ? touched.isTable() && other.touched().isTable()
						: touched.part().equals(other.touched().part()) && !touched.part().isEmpty();
				if (same && !commute(operation, other, touched) && touched.name().mayBe(other.touched().name())) {
					problems.putIfAbsent(judgement.changeSet().key(),
							conflict(judgement, other.judgement(), touched, other.wholeTable()));
				}
			}
		}
	}

	/**
	 * An index on a column and a demand on its values do not meet.
	 */
	private static boolean commute(Operation operation, Held other, Touched touched) {
		return operation instanceof CreateIndex && other.onlyDemands() && touched.isTable();
	}

	private static String conflict(Judgement expand, Judgement contract, Touched touched, boolean whole) {
		String checkpoint = contract.changeSet().checkpoint();
		Name name = touched.name();
		return expand.changeSet() + " touches " + (whole ? "the table " + name : touched)
				+ ", and so does the earlier contract changeset " + contract.changeSet() + ", which is still pending. "
				+ ((checkpoint != null) ? "Contract checkpoint " + checkpoint + " first"
						: "Contract that changeset first")
				+ ", with a release that does not hold the later changeset";
	}

}
