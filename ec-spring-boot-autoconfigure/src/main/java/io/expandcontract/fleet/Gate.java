package io.expandcontract.fleet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.DatabaseSession;
import io.expandcontract.database.SessionTag;

/**
 * Decides from the fleet as it was read which contract changesets may run: those that
 * every live instance knows. Unknown means not upgraded. It reads nothing and changes
 * nothing.
 */
public final class Gate {

	private static final int MOST_BLOCKERS = 100;

	private final FleetSettings settings;

	/**
	 * Create the gate.
	 * @param settings the fleet's times
	 */
	public Gate(FleetSettings settings) {
		this.settings = settings;
	}

	/**
	 * What the gate says.
	 *
	 * @param allowed the longest prefix of the candidates that may run
	 * @param blockers why the rest may not, at most a hundred
	 */
	public record Verdict(List<ChangeSetKey> allowed, List<Blocker> blockers) {

		/**
		 * Return whether every candidate may run.
		 * @return {@code true} if nothing blocks
		 */
		public boolean isOpen() {
			return this.blockers.isEmpty();
		}

	}

	/**
	 * Judge candidates.
	 * @param candidates contract changesets, in the order in which they would run
	 * @param view the fleet, read after their intents were committed
	 * @param instances names live instances of the given releases, at most so many
	 * @return the verdict
	 */
	public Verdict judge(List<ChangeSetKey> candidates, FleetView view,
			BiFunction<Set<String>, Integer, List<Instance>> instances) {
		List<Blocker> blockers = new ArrayList<>();
		if (candidates.isEmpty()) {
			return new Verdict(List.of(), List.of());
		}
		if (!view.observation().isServerSettled(this.settings)) {
			blockers.add(new Blocker(BlockerCode.FLEET_UNOBSERVED, null, candidates,
					"The database started or was promoted a moment ago, so silent instances may still live",
					"Try again in " + this.settings.staleAfter().toSeconds() + " seconds."));
		}
		Set<ChangeSetKey> held = new LinkedHashSet<>();
		Set<String> lacking = new LinkedHashSet<>();
		for (FleetReader.ReleaseCount count : view.counts()) {
			for (ChangeSetKey candidate : candidates) {
				if (!view.knowledge().knows(count.release(), candidate)) {
					lacking.add(count.release());
					held.add(candidate);
				}
			}
		}
		for (Instance instance : instances.apply(lacking, MOST_BLOCKERS)) {
			blockers.add(lacks(instance, candidates, view));
		}
		view.sessions()
			.strangers()
			.stream()
			.limit(MOST_BLOCKERS)
			.forEach((session) -> blockers.add(stranger(session, candidates)));
		blockers.addAll(adoption(candidates, view, held));
		return new Verdict(allowed(candidates, blockers, held), List.copyOf(blockers));
	}

	private List<ChangeSetKey> allowed(List<ChangeSetKey> candidates, List<Blocker> blockers, Set<ChangeSetKey> held) {
		boolean all = blockers.stream()
			.anyMatch((blocker) -> blocker.code() == BlockerCode.FLEET_UNOBSERVED
					|| blocker.code() == BlockerCode.UNKNOWN_SESSION);
		List<ChangeSetKey> allowed = new ArrayList<>();
		for (ChangeSetKey candidate : candidates) {
			if (all || held.contains(candidate)) {
				break;
			}
			allowed.add(candidate);
		}
		return allowed;
	}

	private Blocker lacks(Instance instance, List<ChangeSetKey> candidates, FleetView view) {
		List<ChangeSetKey> lacked = candidates.stream()
			.filter((candidate) -> !view.knowledge().knows(instance.release(), candidate))
			.toList();
		String name = instance.name() + " of " + instance.version();
		if (!instance.isStale()) {
			return new Blocker(BlockerCode.INSTANCE_LACKS_CHANGESET, instance, lacked,
					name + " lives and does not know what is to be removed", "Finish the rollout.");
		}
		return new Blocker(BlockerCode.INSTANCE_LACKS_CHANGESET, instance, lacked,
				name + " has been silent for " + instance.silentMicros() / 1_000_000
						+ " seconds, but may still work on the old schema",
				view.sessions().tells(instance) && !view.sessions().of(instance).isEmpty()
						? "Its database sessions remain: end the process, or wait until they are ended after "
								+ this.settings.forgetAfter() + " of silence."
						: "Wait until it is recorded as gone, or retire it by DELETE /actuator/migrations/instances/"
								+ instance.id() + ".");
	}

	private Blocker stranger(DatabaseSession session, List<ChangeSetKey> candidates) {
		boolean tagged = SessionTag.in(session.application()) != null;
		return new Blocker(BlockerCode.UNKNOWN_SESSION, null, candidates,
				"Database " + session + " uses the application's user but belongs to no live instance",
				"Stop the process that holds it, or " + (tagged
						? "wait: its process left the fleet, and contract ends what it left "
								+ this.settings.forgetAfter() + " after that."
						: "let it use a database user of its own."));
	}

	private static List<Blocker> adoption(List<ChangeSetKey> candidates, FleetView view, Set<ChangeSetKey> held) {
		if (view.sessions().isVisible()) {
			return List.of();
		}
		List<ChangeSetKey> adopting = candidates.stream().filter(view.adopting()::contains).toList();
		if (adopting.isEmpty()) {
			return List.of();
		}
		held.addAll(adopting);
		return List.of(new Blocker(BlockerCode.ADOPTION, null, adopting,
				"The fleet's first release with the starter ships these, and instances from before the starter cannot be "
						+ "seen: session check off, because " + view.sessions().reason(),
				"Make sure that no instance without the starter is left, then confirm by POST with "
						+ "{\"confirmAdoption\":true,\"reason\":\"…\"}."));
	}

}
