package io.expandcontract.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.expandcontract.backfill.BackfillEngine;
import io.expandcontract.fleet.Blocker;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/**
 * The Java API: what can be done to the databases that the starter migrates. Calls are
 * answered for the whole fleet, from any of its instances.
 */
public final class Migrations implements AutoCloseable {

	private final Map<String, MigratedDatabase> databases = new ConcurrentHashMap<>();

	private final Map<String, MigrateWorker> workers = new ConcurrentHashMap<>();

	private final List<Consumer<MigratedDatabase>> listeners = new CopyOnWriteArrayList<>();

	private final MigrateSettings migrateSettings;

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "ec-run");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Create the API without databases.
	 * @param migrateSettings how data is moved
	 */
	public Migrations(MigrateSettings migrateSettings) {
		this.migrateSettings = migrateSettings;
	}

	/**
	 * Add a database, once it has booted.
	 * @param database the database
	 */
	public void add(MigratedDatabase database) {
		this.databases.put(database.name(), database);
		this.workers.put(database.name(), new MigrateWorker(database, this.migrateSettings));
		this.listeners.forEach((listener) -> listener.accept(database));
	}

	/**
	 * Tell of each database, those that are there already and those to come.
	 * @param listener told once for each database
	 */
	public void onAdded(Consumer<MigratedDatabase> listener) {
		this.listeners.add(listener);
		databases().forEach(listener);
	}

	/**
	 * Return the databases.
	 * @return databases by the name of the bean that runs Liquibase
	 */
	public Collection<MigratedDatabase> databases() {
		return new TreeMap<>(this.databases).values();
	}

	/**
	 * Return the worker of a database.
	 * @param name the database's name
	 * @return its worker, or {@code null} if there is no such database
	 */
	public @Nullable MigrateWorker worker(String name) {
		return this.workers.get(name);
	}

	/**
	 * Return the workers.
	 * @return one for each database
	 */
	public Collection<MigrateWorker> workers() {
		return this.workers.values();
	}

	/**
	 * Contract every database as far as its gate allows.
	 * @param request who asks, and how
	 * @return how it ended in each database; {@code RUNNING} for what takes longer than
	 * {@code contract.respond-within}
	 * @throws UnknownCheckpointException if no database has the checkpoint
	 */
	public Map<String, MigrationOutcome> contract(MigrationRequest request) {
		checkCheckpoint(request.checkpoint());
		Map<String, MigrationOutcome> outcomes = new TreeMap<>();
		for (MigratedDatabase database : databases()) {
			if (!knowsCheckpoint(database, request.checkpoint())) {
				continue;
			}
			String run = UUID.randomUUID().toString();
			ContractOperation operation = new ContractOperation(database, engine(database));
			outcomes.put(database.name(), within(database.settings().respondWithin(), MigrationOutcome.running(run),
					CompletableFuture.supplyAsync(() -> operation.run(run, request), this.executor)));
		}
		return outcomes;
	}

	private BackfillEngine engine(MigratedDatabase database) {
		return new BackfillEngine(database.backfillSource(), database.tables(), this.migrateSettings.backfill(),
				this.migrateSettings.extensions());
	}

	private static MigrationOutcome within(Duration longest, MigrationOutcome running,
			CompletableFuture<MigrationOutcome> future) {
		try {
			return future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			return running;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return running;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Start moving data that waits to be started by hand, and work on it.
	 * @param request who asks, and how far
	 * @return how it ended in each database; {@code RUNNING} for what goes on in the
	 * background
	 * @throws UnknownCheckpointException if no database has the checkpoint
	 */
	public Map<String, MigrationOutcome> migrate(MigrationRequest request) {
		checkCheckpoint(request.checkpoint());
		Map<String, MigrationOutcome> outcomes = new TreeMap<>();
		for (MigratedDatabase database : databases()) {
			if (!knowsCheckpoint(database, request.checkpoint())) {
				continue;
			}
			outcomes.put(database.name(), within(database.settings().respondWithin(), MigrationOutcome.moving(),
					CompletableFuture.supplyAsync(() -> migrate(database, request), this.executor)));
		}
		return outcomes;
	}

	private MigrationOutcome migrate(MigratedDatabase database, MigrationRequest request) {
		List<Blocker> blockers = new ReleaseNeeds(database).expandBeforeData(request.checkpoint());
		return blockers.isEmpty() ? Objects.requireNonNull(this.workers.get(database.name())).run(request.checkpoint())
				: MigrationOutcome.refused(Refusals.reason(blockers), Refusals.sentence("Migrate", blockers), null,
						blockers.get(0).changeSets(), blockers);
	}

	/**
	 * Let no data move, in any instance, until it is resumed. The batch at work ends
	 * first.
	 * @param by who says so, for the record, or {@code null}
	 * @return how it ended in each database
	 */
	public Map<String, MigrationOutcome> pause(@Nullable String by) {
		return control((control) -> control.pause(by));
	}

	/**
	 * Let data move again: what was paused goes on, what was cancelled begins anew, and
	 * rows that could not be written are tried again.
	 * @return how it ended in each database
	 */
	public Map<String, MigrationOutcome> resume() {
		return control(DataControl::resume);
	}

	/**
	 * Give up the pending backfills that this release knows, in every instance: a batch
	 * at work is rolled back, and what was written stays.
	 * @return how it ended in each database
	 */
	public Map<String, MigrationOutcome> cancel() {
		return control(DataControl::cancel);
	}

	/**
	 * Change how data moves, in every instance, from the next batch on.
	 * @param batchTarget how long a batch shall take, or {@code null} to leave it
	 * @param maxBatchSize the most rows in a batch, or {@code null} to leave it
	 * @return how it ended in each database
	 * @throws IllegalArgumentException if either is not positive
	 */
	public Map<String, MigrationOutcome> tune(@Nullable Duration batchTarget, @Nullable Integer maxBatchSize) {
		return control((control) -> control.tune(batchTarget, maxBatchSize));
	}

	private Map<String, MigrationOutcome> control(Function<DataControl, MigrationOutcome> action) {
		Map<String, MigrationOutcome> outcomes = new TreeMap<>();
		databases().forEach((database) -> outcomes.put(database.name(), action.apply(new DataControl(database))));
		return outcomes;
	}

	/**
	 * Run pending expand changesets of every database, or every phase where the database
	 * is fresh, in the calling thread.
	 * @param request who asks, and how far
	 * @return how it ended in each database
	 * @throws UnknownCheckpointException if no database has the checkpoint
	 * @throws MigrationLockTimeoutException if another run held the lock for too long
	 * @throws ContractedPastException if this release must not change the schema
	 */
	public Map<String, MigrationOutcome> expand(MigrationRequest request) {
		checkCheckpoint(request.checkpoint());
		Map<String, MigrationOutcome> outcomes = new TreeMap<>();
		for (MigratedDatabase database : databases()) {
			if (knowsCheckpoint(database, request.checkpoint())) {
				outcomes.put(database.name(), expand(database, request));
			}
		}
		return outcomes;
	}

	private static MigrationOutcome expand(MigratedDatabase database, MigrationRequest request) {
		try {
			return MigrationOutcome.expanded(new BootMigration(database).expand(request));
		}
		catch (LiquibaseException ex) {
			return MigrationOutcome.failed("Expand failed: " + new ChangeSetFailedException(ex, false).getMessage(),
					null, List.of());
		}
		catch (SQLException ex) {
			return MigrationOutcome.failed(
					"The database cannot be reached as the user that migrates: " + ex.getMessage(), null, List.of());
		}
	}

	/**
	 * Run every phase of every database in one go, in the calling thread, refused while
	 * anything else lives.
	 * @param request who asks
	 * @return how it ended in each database
	 * @throws MigrationLockTimeoutException if another run held the lock for too long
	 * @throws ContractedPastException if this release must not change the schema
	 */
	public Map<String, MigrationOutcome> offline(MigrationRequest request) {
		Map<String, MigrationOutcome> outcomes = new TreeMap<>();
		for (MigratedDatabase database : databases()) {
			outcomes.put(database.name(),
					new OfflineOperation(database,
							List.of((each) -> expand(database, each), (each) -> migrate(database, each),
									(each) -> new ContractOperation(database, engine(database))
										.run(UUID.randomUUID().toString(), each)))
						.run(request));
		}
		return outcomes;
	}

	private void checkCheckpoint(@Nullable String checkpoint) {
		if (databases().stream().noneMatch((database) -> knowsCheckpoint(database, checkpoint))) {
			throw new UnknownCheckpointException(String.valueOf(checkpoint),
					databases().stream().flatMap((database) -> database.changelog().checkpoints().stream()).toList());
		}
	}

	private static boolean knowsCheckpoint(MigratedDatabase database, @Nullable String checkpoint) {
		return checkpoint == null || database.changelog().checkpoints().contains(checkpoint);
	}

	/**
	 * Stop working on a database and withdraw from its fleet.
	 * @param database one of the databases
	 */
	public synchronized void leave(MigratedDatabase database) {
		if (!this.databases.remove(database.name(), database)) {
			return;
		}
		MigrateWorker worker = this.workers.remove(database.name());
		if (worker != null) {
			worker.close();
		}
		database.close();
		if (this.databases.isEmpty()) {
			this.executor.shutdown();
		}
	}

	/**
	 * Stop working and withdraw from every fleet.
	 */
	@Override
	public synchronized void close() {
		databases().forEach(this::leave);
		this.executor.shutdown();
	}

}
