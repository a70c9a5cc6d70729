package io.expandcontract.migration;

import java.util.Collection;
import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Gate;
import io.expandcontract.fleet.Instance;

/**
 * What a contract run does. Intents go over the lock's connection and no other; what is
 * read sees everything committed before the call began.
 */
interface ContractStore {

	/**
	 * Settle one thing that a dead run left.
	 * @return whether there was one
	 */
	boolean settleNext();

	/**
	 * Settle one thing that this run left when a changeset failed: what took effect is
	 * recorded, the rest withdrawn.
	 * @return whether there was one
	 */
	boolean settleFailed();

	/**
	 * Read which contract changesets may be asked for: the longest prefix whose expand
	 * and migrate changesets are done.
	 * @return candidates in running order
	 */
	List<ChangeSetKey> candidates();

	/**
	 * Commit an intent for each candidate.
	 * @param candidates what the run is about to do
	 */
	void intend(List<ChangeSetKey> candidates);

	/**
	 * Read the fleet.
	 * @return the fleet
	 */
	FleetView readFleet();

	/**
	 * Record that a silent instance is gone, if it still is as it was read.
	 * @param instance the instance as it was read
	 * @param view the fleet as it was read
	 */
	void recordGone(Instance instance, FleetView view);

	/**
	 * End the sessions of an instance that was silent for too long.
	 * @param instance the instance as it was read
	 * @param view the fleet as it was read
	 */
	void endSessions(Instance instance, FleetView view);

	/**
	 * End the sessions that processes left open which left the fleet too long ago.
	 * @param view the fleet as it was read
	 */
	void endAbandoned(FleetView view);

	/**
	 * Judge the candidates by the fleet as it was read.
	 * @param candidates what the run is about to do
	 * @param view the fleet
	 * @return the verdict
	 */
	Gate.Verdict judge(List<ChangeSetKey> candidates, FleetView view);

	/**
	 * Withdraw intents.
	 * @param changeSets whose
	 */
	void withdraw(Collection<ChangeSetKey> changeSets);

	/**
	 * Run changesets, in order. May be called again until all are done.
	 * @param allowed what may run
	 * @return whether all are done
	 */
	boolean execute(List<ChangeSetKey> allowed);

}
