package io.expandcontract.migration;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillEngine;
import io.expandcontract.backfill.BackfillProgress;
import io.expandcontract.backfill.BackfillStore;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Moves data in the background of one instance, as soon as it may.
 */
public final class MigrateWorker implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(MigrateWorker.class);

	private static final long POLL_MILLIS = 1000;

	private static final long FORGET_MINUTES = 360;

	private final MigratedDatabase database;

	private final MigrateSettings settings;

	private final MigrateOperation operation;

	private final PendingData data;

	private final BackfillStore store;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "ec-migrate");
		thread.setDaemon(true);
		return thread;
	});

	/** Asked for in this process, also where nothing is kept about them. */
	private final Set<ChangeSetKey> requested = ConcurrentHashMap.newKeySet();

	private final Patience patience = new Patience();

	private volatile boolean closed;

	private volatile boolean dataDone;

	private final MovedData moved;

	private long lookedAt;

	private volatile @Nullable String waitingFor;

	private volatile boolean failing;

	private volatile Runnable onProgress = () -> {
	};

	/**
	 * Create the worker. It does nothing until it is started.
	 * @param database the database
	 * @param settings how data is moved
	 */
	public MigrateWorker(MigratedDatabase database, MigrateSettings settings) {
		this.database = database;
		this.settings = settings;
		this.data = new PendingData(database);
		this.moved = new MovedData(database);
		this.operation = new MigrateOperation(database, new BackfillEngine(database.backfillSource(), database.tables(),
				settings.backfill(), settings.extensions()));
		this.store = new BackfillStore(database.controlSource(), database.tables());
	}

	/**
	 * Begin to look for work.
	 * @param onProgress called after each time it looked
	 */
	public void start(Runnable onProgress) {
		this.onProgress = onProgress;
		this.executor.scheduleWithFixedDelay(this::look, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
		this.executor.scheduleWithFixedDelay(this::forget, 1, FORGET_MINUTES, TimeUnit.MINUTES);
	}

	private void forget() {
		long retention = this.database.settings().retention().toNanos() / 1000;
		try {
			this.database.releases().forget(retention);
			new RunStore(this.database.tables(), this.database.control()).forget(retention);
		}
		catch (DataAccessException ex) {
			logger.warn("Could not forget old runs and instances: " + ex.getMessage());
		}
	}

	private void look() {
		if (this.closed || (this.dataDone && !isDueAgain())) {
			return;
		}
		try {
			this.dataDone = false;
			if (this.data.of(this.database.pending(), null).isEmpty()) {
				this.dataDone = true;
				this.waitingFor = null;
			}
			else if (this.settings.worker() && this.patience.allows(this.store::all)) {
				work();
			}
			this.failing = false;
		}
		catch (DataAccessException ex) {
			if (!this.failing) {
				logger.warn("Could not look for data to migrate; trying again every second: " + ex.getMessage());
			}
			this.failing = true;
		}
		catch (RuntimeException ex) {
			logger.error("Looking for data to migrate failed unexpectedly", ex);
		}
		finally {
			this.onProgress.run();
		}
	}

	/**
	 * An instance of an older release may have reopened a backfill.
	 */
	private boolean isDueAgain() {
		if (System.nanoTime() - this.lookedAt < this.database.fleetSettings().heartbeatInterval().toNanos()) {
			return false;
		}
		this.lookedAt = System.nanoTime();
		try {
			return !this.moved.reopened().isEmpty();
		}
		catch (DataAccessException ex) {
			logger.debug("Could not look whether data has to be moved again", ex);
			return false;
		}
	}

	private void work() {
		MigrationOutcome outcome = this.operation.run(null, started(), this::mayProceed);
		this.patience.ended(outcome.outcome() == MigrationOutcome.Outcome.FAILED);
		if (outcome.outcome() == MigrationOutcome.Outcome.DONE
				|| outcome.outcome() == MigrationOutcome.Outcome.NOTHING_TO_DO) {
			this.waitingFor = null;
		}
		else if (!outcome.message().equals(this.waitingFor)) {
			this.waitingFor = outcome.message();
			if (outcome.outcome() == MigrationOutcome.Outcome.FAILED) {
				logger.error(outcome.message());
			}
			else {
				logger.info(outcome.message());
			}
		}
	}

	private Predicate<PhasedChangeSet> started() {
		if (this.settings.automatic()) {
			return (changeSet) -> true;
		}
		Set<String> started = this.store.all()
			.stream()
			.filter(BackfillProgress::started)
			.map(BackfillProgress::id)
			.collect(Collectors.toSet());
		return (changeSet) -> this.requested.contains(changeSet.key())
				|| (Backfill.isIn(changeSet) && started.contains(Backfill.of(changeSet, null).id()));
	}

	private boolean mayProceed() {
		return !this.closed && this.database.member().lease().isHeld();
	}

	/**
	 * Start work that waits to be started by hand, and work on it until nothing is left
	 * or something blocks.
	 * @param checkpoint the checkpoint up to which to work, or {@code null} for all
	 * @return how it ended
	 */
	MigrationOutcome run(@Nullable String checkpoint) {
		List<PhasedChangeSet> asked = this.data.of(this.database.pending(), checkpoint);
		new DataControl(this.database).start(checkpoint);
		MigrationOutcome outcome = this.operation.run(checkpoint, (changeSet) -> true, this::mayProceed);
		asked.forEach((changeSet) -> this.requested.add(changeSet.key()));
		return outcome;
	}

	/**
	 * Return whether all data that this release needs before it takes traffic is there.
	 * @return {@code true} if readiness need not be refused for data
	 */
	public boolean isReadyForTraffic() {
		return this.dataDone
				|| this.data.of(this.database.pending(), null).stream().noneMatch(this.data::isNeededBeforeTraffic);
	}

	/**
	 * Say, before this instance takes traffic, that its release relies on the data that
	 * it needs, so that an instance which would write rows without it is turned away.
	 * @return {@code false} if some of that data has to be moved first
	 */
	public boolean reliesOnData() {
		boolean relies = this.moved.rely();
		this.dataDone = relies && this.dataDone;
		return relies;
	}

	/**
	 * Return what the worker waits for.
	 * @return a sentence, or {@code null} if it waits for nothing
	 */
	public @Nullable String waitingFor() {
		return this.waitingFor;
	}

	/**
	 * Return whether a changeset must be done before this release takes traffic.
	 * @param changeSet a migrate changeset
	 * @return {@code true} if readiness is refused until then
	 */
	public boolean isNeededBeforeTraffic(PhasedChangeSet changeSet) {
		return this.data.isNeededBeforeTraffic(changeSet);
	}

	/**
	 * Stop after the batch that is running, or at the statement that is.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.operation.stop();
		this.executor.shutdown();
		try {
			this.executor.awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
