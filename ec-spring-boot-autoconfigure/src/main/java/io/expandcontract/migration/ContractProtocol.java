package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Gate;
import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.StaleJudge;
import org.jspecify.annotations.Nullable;

/**
 * How contract changesets are run, under the migration lock: settle what dead runs left;
 * commit an intent for each candidate; only then read the fleet, which every live
 * instance must know; withdraw what is refused; run the rest in order; withdraw what is
 * left.
 * <p>
 * The value is immutable; {@link #next} takes one step, so that a search can interrupt it
 * anywhere. A run that loses its connection withdraws nothing; one whose changeset fails
 * while the connection holds settles what it left.
 *
 * @param step what comes next
 * @param candidates what the run would do
 * @param allowed what it may do
 * @param blockers why not the rest
 * @param view the fleet as it was last read, until it is judged
 * @param ended the instances whose sessions this run has ended, {@link #ABANDONED} among
 * them once it ended those of processes that have left
 */
record ContractProtocol(Step step, List<ChangeSetKey> candidates, List<ChangeSetKey> allowed, List<Blocker> blockers,
		@Nullable FleetView view, Set<String> ended) {

	private static final String ABANDONED = "";

	/**
	 * What a contract run does next.
	 */
	enum Step {

		/** Settle dead intents. */
		SETTLE,

		/** Commit intents. */
		INTEND,

		/** Read the fleet. */
		READ_FLEET,

		/** Act on a silent instance, or judge. */
		JUDGE,

		/** Withdraw the intents that were refused. */
		WITHDRAW_REFUSED,

		/** Run what is allowed. */
		EXECUTE,

		/** Withdraw what is left. */
		WITHDRAW_REST,

		/** Settle what this run left, since a changeset failed. */
		SETTLE_FAILED,

		/** The run has ended. */
		END

	}

	static ContractProtocol begin() {
		return new ContractProtocol(Step.SETTLE, List.of(), List.of(), List.of(), null, Set.of());
	}

	ContractProtocol next(ContractStore store, StaleJudge judge, boolean force) {
		return switch (this.step) {
			case SETTLE -> store.settleNext() ? this : withCandidates(store.candidates());
			case INTEND -> {
				store.intend(this.candidates);
				yield at(Step.READ_FLEET);
			}
			case READ_FLEET -> new ContractProtocol(Step.JUDGE, this.candidates, this.allowed, this.blockers,
					store.readFleet(), this.ended);
			case JUDGE -> judged(store, judge, force);
			case WITHDRAW_REFUSED -> {
				List<ChangeSetKey> refused = new ArrayList<>(this.candidates);
				refused.removeAll(this.allowed);
				store.withdraw(refused);
				yield at(this.allowed.isEmpty() ? Step.END : Step.EXECUTE);
			}
			case EXECUTE -> store.execute(this.allowed) ? at(Step.WITHDRAW_REST) : this;
			case WITHDRAW_REST -> {
				store.withdraw(this.candidates);
				yield at(Step.END);
			}
			case SETTLE_FAILED -> store.settleFailed() ? this : at(Step.END);
			case END -> this;
		};
	}

	/**
	 * Go on after a changeset failed on a connection that still holds. It may have taken
	 * effect, if it is its history row that could not be written.
	 * @return the state in which the run settles what it left
	 */
	ContractProtocol failed() {
		return at(Step.SETTLE_FAILED);
	}

	private ContractProtocol withCandidates(List<ChangeSetKey> found) {
		return new ContractProtocol(found.isEmpty() ? Step.END : Step.INTEND, found, List.of(), List.of(), null,
				this.ended);
	}

	private ContractProtocol judged(ContractStore store, StaleJudge judge, boolean force) {
		FleetView read = this.view;
		if (read == null) {
			return at(Step.READ_FLEET);
		}
		if (force) {
			return new ContractProtocol(Step.EXECUTE, this.candidates, this.candidates, List.of(), null, this.ended);
		}
		Instance gone = read.stale()
			.stream()
			.filter((instance) -> judge.judge(instance, read) == StaleJudge.Verdict.GONE)
			.findFirst()
			.orElse(null);
		if (gone != null) {
			store.recordGone(gone, read);
			return at(Step.READ_FLEET);
		}
		Instance lingering = read.stale()
			.stream()
			.filter((instance) -> !this.ended.contains(instance.id()))
			.filter((instance) -> judge.judge(instance, read) == StaleJudge.Verdict.END_SESSIONS)
			.findFirst()
			.orElse(null);
		if (lingering != null) {
			store.endSessions(lingering, read);
			return ended(lingering.id());
		}
		if (!read.sessions().abandoned().isEmpty() && !this.ended.contains(ABANDONED)) {
			store.endAbandoned(read);
			return ended(ABANDONED);
		}
		Gate.Verdict verdict = store.judge(this.candidates, read);
		boolean all = verdict.allowed().size() == this.candidates.size();
		return new ContractProtocol(all ? Step.EXECUTE : Step.WITHDRAW_REFUSED, this.candidates, verdict.allowed(),
				verdict.blockers(), null, this.ended);
	}

	private ContractProtocol ended(String instance) {
		Set<String> all = new HashSet<>(this.ended);
		all.add(instance);
		return new ContractProtocol(Step.READ_FLEET, this.candidates, this.allowed, this.blockers, null,
				Set.copyOf(all));
	}

	private ContractProtocol at(Step next) {
		return new ContractProtocol(next, this.candidates, this.allowed, this.blockers, null, this.ended);
	}

}
