package io.expandcontract.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.online.OnlinePreview;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.Effect;
import io.expandcontract.safety.PhaseJudge;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.safety.SchemaFacts;
import io.expandcontract.safety.SchemaState;
import io.expandcontract.sql.Dialect;

/**
 * Holds pending changesets against the safety rules. Executes nothing, and takes whatever
 * stands in a changeset.
 */
public final class SafetyCheck {

	private final ChangeOperations operations;

	private final SchemaFacts schema;

	private final DatabaseFacts facts;

	private final SafetySettings settings;

	/**
	 * Create the check of one run.
	 * @param operations tells what changesets do
	 * @param schema the schema as it is
	 * @param facts the database as it is
	 * @param settings how strict it is
	 */
	public SafetyCheck(ChangeOperations operations, SchemaFacts schema, DatabaseFacts facts, SafetySettings settings) {
		this.operations = operations;
		this.schema = schema;
		this.facts = facts;
		this.settings = settings;
	}

	/**
	 * Return the checkpoints that a changelog has left behind: something stands after
	 * them.
	 * @param changelog all changesets in order
	 * @return names
	 */
	public static Set<String> passed(List<PhasedChangeSet> changelog) {
		Set<String> passed = new HashSet<>();
		String current = null;
		for (PhasedChangeSet changeSet : changelog) {
			if (current != null && !current.equals(changeSet.checkpoint())) {
				passed.add(current);
			}
			current = changeSet.checkpoint();
		}
		return passed;
	}

	/**
	 * Check changesets. On a fresh database, where nothing is judged, do not ask.
	 * @param pending what has yet to run, in order, with the phases that they have
	 * @param passed the checkpoints at which waivers have ended, see {@link #passed}
	 * @return what was found, in the order of the changesets
	 */
	public List<Finding> check(List<PhasedChangeSet> pending, Set<String> passed) {
		List<Finding> findings = new ArrayList<>();
		Run run = new Run(this.operations.dialect());
		PhaseJudge judge = new PhaseJudge(this.operations, this.schema, run);
		for (PhasedChangeSet changeSet : pending) {
			run.found.clear();
			judge.judge(List.of(changeSet));
			if (!changeSet.isCheckpoint()) {
				findings.addAll(Waivers.of(changeSet, passed).apply(run.found));
			}
		}
		return findings;
	}

	/**
	 * Listens to the judge, and asks each rule.
	 */
	private final class Run implements PhaseJudge.Listener {

		private final List<Finding> found = new ArrayList<>();

		private final Situation.Surroundings surroundings;

		private final List<SafetyRule> rules;

		Run(Dialect dialect) {
			this.rules = SafetyRules.of(dialect);
			this.surroundings = new Situation.Surroundings(dialect, SafetyCheck.this.facts, SafetyCheck.this.settings,
					new OnlinePreview(dialect), new History());
		}

		/**
		 * Of many effects all are new rows, of which no rule is.
		 */
		@Override
		public void judged(PhasedChangeSet changeSet, List<Effect> effects, int index, PhaseRule verdict,
				SchemaState state) {
			if (effects.size() > ChangeOperations.MANY) {
				return;
			}
			Situation situation = new Situation(this.surroundings, changeSet, effects, index, verdict, state);
			for (SafetyRule rule : this.rules) {
				for (Hazard hazard : rule.check(situation)) {
					add(changeSet, rule, hazard);
				}
			}
			this.surroundings.history().add(effects.get(index));
		}

		private void add(PhasedChangeSet changeSet, SafetyRule rule, Hazard hazard) {
			Severity severity = SafetyCheck.this.settings.severity(hazard.danger());
			Dialect dialect = this.surroundings.dialect();
			String id = rule.id(dialect);
			if (severity != null && id != null) {
				this.found.add(new Finding(id, hazard.danger(), severity, changeSet.key(),
						hazard.what() + ". " + rule.why() + " If it is meant, write ec:waive " + id
								+ ": and the reason into the changeset's comment. See " + rule.anchor(dialect),
						hazard.safe()));
			}
		}

	}

}
