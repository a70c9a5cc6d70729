package io.expandcontract.sample.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.awaitility.Awaitility;

/**
 * The story itself: from three instances of 1.0 to three instances of 1.1, while clients
 * send requests all the time.
 */
class Rollout {

	/**
	 * The clients go on until they have sent so many, and longer if there is more to
	 * tell.
	 */
	private static final int REQUESTS = 5_500;

	private final Fleet fleet;

	private final ServiceClient client;

	private final Traffic traffic;

	private final Actuator actuator;

	private final ContractStep contract;

	private final Totals totals;

	private final Story story;

	private final Set<String> toldBackfills = new HashSet<>();

	Rollout(Fleet fleet, ServiceClient client, Traffic traffic, Actuator actuator, ContractStep contract, Totals totals,
			Story story) {
		this.fleet = fleet;
		this.client = client;
		this.traffic = traffic;
		this.actuator = actuator;
		this.contract = contract;
		this.totals = totals;
		this.story = story;
	}

	void run() throws IOException, InterruptedException {
		List<AppProcess> old = List.of(this.fleet.start(Release.ONE_ZERO), this.fleet.start(Release.ONE_ZERO),
				this.fleet.start(Release.ONE_ZERO));
		for (AppProcess process : old) {
			this.fleet.awaitReady(process);
		}
		this.story.tell("clients create, rename and read users, 'Mary Ann' 'Smith' among them");
		this.traffic.start();
		awaitRequests(500);

		this.story.phase(Phase.EXPAND);
		AppProcess first = replace(old.get(0));
		tellTraffic();
		this.contract.tooEarly(first.instance());
		AppProcess replacement = killAndStartAgain(old.get(1));
		this.fleet.awaitReady(replacement);
		replace(old.get(2));
		tellTraffic();
		replace(replacement);
		tellState(first.instance());

		this.contract.inTime(first.instance());
		tellState(first.instance());
		awaitRequests(Math.max(500, REQUESTS - this.totals.requests.sum()));
		this.traffic.stop();
		tellTraffic();
	}

	private AppProcess replace(AppProcess old) throws IOException, InterruptedException {
		AppProcess replacement = this.fleet.start(Release.ONE_ONE);
		this.fleet.awaitReady(replacement);
		tellState(replacement.instance());
		this.fleet.end(old);
		return replacement;
	}

	private AppProcess killAndStartAgain(AppProcess victim) throws IOException {
		this.traffic.hurry(true);
		long startedAt = System.nanoTime();
		while (this.client.openWrites(victim.instance()) < 2
				&& System.nanoTime() - startedAt < Duration.ofSeconds(10).toNanos()) {
			Thread.onSpinWait();
		}
		int open = this.client.openWrites(victim.instance());
		victim.kill();
		this.traffic.hurry(false);
		this.story.tell(victim.instance(), "SIGKILL, while it works on " + open + " writes");
		this.fleet.awaitNoticed(victim);
		return this.fleet.start(Release.ONE_ZERO);
	}

	private void tellState(Instance instance) throws IOException {
		Optional<MigrationState> state = this.actuator.state(instance);
		if (state.isEmpty()) {
			this.story.tell(instance, "does not tell the state of its migrations");
			return;
		}
		this.story.phase(state.get().phase());
		this.story.tell(instance, state.get().summary());
		for (String backfill : state.get().backfills()) {
			if (this.toldBackfills.add(backfill)) {
				this.story.tell(instance, backfill);
			}
		}
	}

	private void tellTraffic() {
		this.story.tell(String.format(Locale.ROOT, "traffic: %,d requests so far, %d failed, %d lost",
				this.totals.requests.sum(), this.totals.failed.get(), this.totals.lost.size()));
	}

	private void awaitRequests(long more) {
		long goal = this.totals.requests.sum() + more;
		Awaitility.await(goal + " requests")
			.atMost(Duration.ofMinutes(5))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> this.totals.requests.sum() >= goal);
	}

}
