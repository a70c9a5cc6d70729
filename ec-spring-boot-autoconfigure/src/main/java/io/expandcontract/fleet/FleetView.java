package io.expandcontract.fleet;

import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;

/**
 * The fleet as it was read, for one judgement.
 *
 * @param observation how long it has been observed
 * @param counts how many instances of each release live
 * @param stale the silent ones among them
 * @param sessions what the database's sessions say
 * @param knowledge what the releases know
 * @param adopting the contract changesets that are held until the fleet is adopted, empty
 * once it is
 */
public record FleetView(Observation observation, List<FleetReader.ReleaseCount> counts, List<Instance> stale,
		SessionReport sessions, ReleaseKnowledge knowledge, Set<ChangeSetKey> adopting) {

	/**
	 * Return the view of a fleet of which nothing is on record.
	 * @return nobody, seen by nobody
	 */
	public static FleetView unrecorded() {
		return new FleetView(new Observation(0, 0), List.of(), List.of(),
				SessionReport.off("the starter's tables are not there yet"), new ReleaseKnowledge(List.of()), Set.of());
	}

}
