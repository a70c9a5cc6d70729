package io.expandcontract.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.expandcontract.changelog.ChangeSetKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * This process as a member of a fleet: registers, keeps its lease, observes the others
 * and withdraws at the end.
 */
public final class FleetMember implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(FleetMember.class);

	private final AdmissionStore store;

	private final InstanceRegistry registry;

	private final FleetObserver observer;

	private final FleetSettings settings;

	private final Lease lease;

	private final ScheduledExecutorService heartbeats = executor("ec-lease");

	private final ScheduledExecutorService observations = executor("ec-observer");

	private Admission admission = Admission.begin();

	private volatile @Nullable String id;

	private volatile InstanceState state = InstanceState.STARTING;

	private volatile @Nullable Instant failingSince;

	private volatile Runnable onLost = () -> {
	};

	private volatile Runnable beforeWithdrawal = () -> {
	};

	private volatile Runnable eachBeat = () -> {
	};

	private volatile Runnable beforeWork = () -> {
	};

	private boolean started;

	/**
	 * Create a member that is not registered yet.
	 * @param store the admission's statements
	 * @param registry the rows of instances, over a connection of its own
	 * @param observer looks at the others
	 * @param settings the fleet's times
	 */
	public FleetMember(AdmissionStore store, InstanceRegistry registry, FleetObserver observer,
			FleetSettings settings) {
		this.store = store;
		this.registry = registry;
		this.observer = observer;
		this.settings = settings;
		this.lease = new Lease(settings, System::nanoTime);
	}

	private static ScheduledExecutorService executor(String name) {
		return Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Register, or look again if registered, until this release is let in or turned away.
	 * @param aside called each time before the member asks whether it may come back
	 * @param timeout longest time to stand aside
	 * @return the changesets for which this release is turned away, empty if it is let in
	 * @throws AdmissionTimeoutException if an intent stood in the way all the time
	 */
	public synchronized List<ChangeSetKey> admit(Runnable aside, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.admission = this.admission.isDecided() && this.id != null ? this.admission.again() : Admission.begin();
		while (!this.admission.isDecided()) {
			if (this.admission.isPolling()) {
				if (System.nanoTime() > deadline) {
					throw new AdmissionTimeoutException(this.admission.unknown(), timeout);
				}
				aside.run();
				pause();
			}
			step();
		}
		return (this.admission.step() == Admission.Step.REFUSED) ? this.admission.unknown() : List.of();
	}

	private void step() {
		long sent = System.nanoTime();
		Admission before = this.admission;
		if (before.step() == Admission.Step.LEAVE || before.step() == Admission.Step.STEP_ASIDE) {
			this.beforeWithdrawal.run();
		}
		Admission after = before.next(this.store);
		if (after.step() == Admission.Step.ADMITTED) {
			this.beforeWork.run();
		}
		this.lease.follow(before, after, sent);
		if (before.step() == Admission.Step.REGISTER) {
			this.id = after.instance();
			startHeartbeats();
		}
		if (after.instance() == null && before.instance() != null) {
			this.id = null;
			if (after.isPolling()) {
				logger.warn(
						"Standing aside: another instance is about to contract past this release: " + after.unknown());
			}
		}
		this.admission = after;
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(250);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while standing aside", ex);
		}
	}

	private void startHeartbeats() {
		if (this.started) {
			return;
		}
		this.started = true;
		long interval = this.settings.heartbeatInterval().toMillis();
		this.heartbeats.scheduleAtFixedRate(this::heartbeat, interval, interval, TimeUnit.MILLISECONDS);
		this.observations.scheduleWithFixedDelay(this::observe, 0, interval, TimeUnit.MILLISECONDS);
	}

	private void heartbeat() {
		String current = this.id;
		if (current == null) {
			return;
		}
		long sent = System.nanoTime();
		try {
			if (this.registry.heartbeat(current, this.state)) {
				this.lease.acknowledged(sent);
				heard();
			}
			else if (current.equals(this.id)) {
				lost(current);
			}
		}
		catch (DataAccessException ex) {
			if (this.failingSince == null) {
				this.failingSince = Instant.now();
				logger.warn("Heartbeat failed; no work is let in "
						+ this.settings.staleAfter().minus(this.settings.margin())
						+ " after the last one that succeeded: " + ex.getMessage());
			}
		}
		catch (RuntimeException ex) {
			logger.error("Heartbeat failed unexpectedly", ex);
		}
	}

	private void heard() {
		if (this.failingSince != null) {
			logger.info("Heartbeats succeed again, after failing since " + this.failingSince);
			this.failingSince = null;
		}
	}

	private void lost(String current) {
		this.lease.lost();
		this.id = null;
		logger.warn("The fleet has forgotten this instance (" + current
				+ "), so it lets no work in and goes through its boot sequence again");
		this.observations.execute(this.onLost);
	}

	private void observe() {
		if (this.id == null) {
			return;
		}
		try {
			this.eachBeat.run();
			this.observer.observe(this.lease.unbroken());
		}
		catch (DataAccessException ex) {
			logger.debug("The fleet could not be observed", ex);
		}
		catch (RuntimeException ex) {
			logger.error("Observing the fleet failed unexpectedly", ex);
		}
	}

	/**
	 * Say what this instance is doing, from the next heartbeat on, which is sent at once.
	 * @param state the new state
	 */
	public void enter(InstanceState state) {
		this.state = state;
		if (this.started && !this.heartbeats.isShutdown()) {
			this.heartbeats.execute(this::heartbeat);
		}
	}

	/**
	 * Set what to do when the fleet has forgotten this instance. It runs on a thread of
	 * its own and should end in {@link #admit} or in the end of the process.
	 * @param onLost the reaction
	 */
	public void onLost(Runnable onLost) {
		this.onLost = onLost;
	}

	/**
	 * Set what to look at as often as the heart beats, on a thread of its own.
	 * @param eachBeat looks
	 */
	public void eachBeat(Runnable eachBeat) {
		this.eachBeat = eachBeat;
	}

	/**
	 * Set what to do before the registration is withdrawn while the process lives on: its
	 * application's sessions must end first, since afterwards they would belong to
	 * nobody.
	 * @param beforeWithdrawal ends them
	 */
	public void beforeWithdrawal(Runnable beforeWithdrawal) {
		this.beforeWithdrawal = beforeWithdrawal;
	}

	/**
	 * Set what to do at the end of every look, while a new registration is committed and
	 * lets no work in yet. If it throws, {@link #admit} does, and no work is let in.
	 * @param beforeWork says what this release's work would mean to others
	 */
	public void beforeWork(Runnable beforeWork) {
		this.beforeWork = beforeWork;
	}

	/**
	 * Withdraw the registration: the last thing before the connections close.
	 */
	@Override
	public void close() {
		this.heartbeats.shutdownNow();
		this.observations.shutdownNow();
		String current = this.id;
		this.id = null;
		this.lease.withdrawn();
		if (current != null) {
			try {
				this.registry.deregister(current);
			}
			catch (DataAccessException ex) {
				logger.warn("Could not deregister; the fleet will notice after " + this.settings.staleAfter() + ": "
						+ ex.getMessage());
			}
		}
	}

	/**
	 * Return the incarnation's id.
	 * @return the id, or {@code null} while not registered
	 */
	public @Nullable String id() {
		return this.id;
	}

	/**
	 * Return the lease.
	 * @return this process's own view of it
	 */
	public Lease lease() {
		return this.lease;
	}

	/**
	 * Return what this instance says it is doing.
	 * @return its state
	 */
	public InstanceState state() {
		return this.state;
	}

	/**
	 * Return since when heartbeats fail, by this machine's clock, for people.
	 * @return the time, or {@code null} if the last one succeeded
	 */
	public @Nullable Instant failingSince() {
		return this.failingSince;
	}

}
