package io.expandcontract.safety;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.RenameColumn;
import org.jspecify.annotations.Nullable;

/**
 * Judges pending changesets, one after the other, each on the schema that those before it
 * leave.
 */
public final class PhaseJudge {

	private static final AtomicLong JUDGED = new AtomicLong();

	private static final Listener NOBODY = (changeSet, effects, index, rule, schema) -> {
	};

	private final ChangeOperations operations;

	private final SchemaState state;

	private final PhaseTable table;

	private final Listener listener;

	/**
	 * Hears each verdict, when the schema is as the effect will find it.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Hear a verdict.
		 * @param changeSet the changeset
		 * @param effects all that it does
		 * @param index which of its effects is judged
		 * @param rule the row that it falls under
		 * @param schema the schema at this point
		 */
		void judged(PhasedChangeSet changeSet, List<Effect> effects, int index, PhaseRule rule, SchemaState schema);

	}

	/**
	 * Create the judge of one run.
	 * @param operations tells what changesets do
	 * @param facts the schema as it is
	 */
	public PhaseJudge(ChangeOperations operations, SchemaFacts facts) {
		this(operations, facts, NOBODY);
	}

	/**
	 * Create the judge of one run, to whom another listens.
	 * @param operations tells what changesets do
	 * @param facts the schema as it is
	 * @param listener hears each verdict
	 */
	public PhaseJudge(ChangeOperations operations, SchemaFacts facts, Listener listener) {
		this(operations, new SchemaState(facts), listener);
	}

	private PhaseJudge(ChangeOperations operations, SchemaState state, Listener listener) {
		this.listener = listener;
		this.operations = operations;
		this.state = state;
		this.table = new PhaseTable(operations.dialect());
	}

	/**
	 * Create the judge of a changelog that runs as a whole on a fresh database.
	 * @param operations tells what changesets do
	 * @return a judge to whom nothing that the changelog creates is new
	 */
	static PhaseJudge ofHistory(ChangeOperations operations) {
		return new PhaseJudge(operations, SchemaState.ofHistory(), NOBODY);
	}

	/**
	 * Return how many changesets this process has judged.
	 * @return a counter that begins at zero
	 */
	public static long judged() {
		return JUDGED.get();
	}

	/**
	 * Judge changesets.
	 * @param pending what has yet to run, in order
	 * @return a judgement of each, in the same order, checkpoints left out
	 */
	public List<Judgement> judge(List<PhasedChangeSet> pending) {
		List<Judgement> judgements = new ArrayList<>();
		for (PhasedChangeSet changeSet : pending) {
			if (!changeSet.isCheckpoint()) {
				judgements.add(judge(changeSet));
			}
		}
		return judgements;
	}

	private Judgement judge(PhasedChangeSet changeSet) {
		JUDGED.incrementAndGet();
		List<Effect> effects = this.operations.of(changeSet.changeSet());
		Set<Operation> replaced = replaced(effects);
		List<Judgement.Verdict> verdicts = new ArrayList<>();
		for (Effect effect : effects) {
			PhaseRule rule = replaced.contains(effect.operation()) ? replacing(effect.operation())
					: this.table.rule(effect.operation(), this.state);
			this.listener.judged(changeSet, effects, verdicts.size(), rule, this.state);
			verdicts.add(new Judgement.Verdict(effect, rule));
			boolean held = (changeSet.phase() != null) ? changeSet.phase() == Phase.CONTRACT
					: rule.breaks() == Breaks.OLD;
			if (held) {
				this.table.hold(effect.operation());
			}
			else {
				this.state.apply(effect.operation());
			}
		}
		return new Judgement(changeSet, verdicts);
	}

	/**
	 * A view that is dropped and created again in one changeset is replaced.
	 */
	private static Set<Operation> replaced(List<Effect> effects) {
		Set<Operation> replaced = new HashSet<>();
		List<Effect> drops = effects.stream().filter((effect) -> effect.operation() instanceof DropObject).toList();
		for (Effect dropped : drops) {
			for (Effect created : effects) {
				if (dropped.operation() instanceof DropObject drop && created.operation() instanceof CreateObject create
						&& drop.kind() == create.kind() && drop.object().mayBe(create.object())) {
					replaced.add(drop);
					replaced.add(create);
				}
			}
		}
		return replaced;
	}

	private PhaseRule replacing(Operation operation) {
		CreateObject create = (operation instanceof DropObject drop)
				? new CreateObject(drop.kind(), drop.object(), drop.table(), true)
				: replacing((CreateObject) operation);
		return this.table.rule(create, this.state);
	}

	private static CreateObject replacing(CreateObject create) {
		return new CreateObject(create.kind(), create.object(), create.table(), true);
	}

	/**
	 * Say why a changeset cannot run as it is, and what to do.
	 * @param judgement its judgement
	 * @return lines for people
	 */
	public String explain(Judgement judgement) {
		if (judgement.mustBeSplit()) {
			return SplitText.of(judgement, this::typeOf, this.operations.dialect());
		}
		StringBuilder text = new StringBuilder(judgement.changeSet().toString()).append(" must be declared");
		for (Judgement.Verdict verdict : judgement.verdicts()) {
			if (verdict.rule().breaks() == Breaks.UNKNOWN) {
				text.append(": ").append(Words.of(verdict.effect().operation()));
				if (verdict.rule() != PhaseRule.NOT_RECOGNISED) {
					text.append(" (").append(verdict.rule().operation());
					String circumstances = verdict.rule().circumstances();
					text.append(circumstances.isEmpty() ? ")" : "; " + circumstances + ")");
				}
			}
		}
		return text
			.append(". Give it the context expand if every live release bears it now, migrate if it moves data, or "
					+ "@contract if it must wait for them")
			.toString();
	}

	private @Nullable DataType typeOf(Effect effect) {
		Operation operation = effect.operation();
		Name of = operation.table();
		String column = (operation instanceof DropColumn drop) ? drop.column()
				: (operation instanceof RenameColumn rename) ? rename.column() : null;
		ColumnFacts facts = (of != null && column != null) ? this.state.column(of, column) : null;
		return (facts != null) ? facts.type() : null;
	}

}
