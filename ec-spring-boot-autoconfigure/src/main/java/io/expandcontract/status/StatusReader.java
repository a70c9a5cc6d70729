package io.expandcontract.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.expandcontract.database.LockHolder;
import io.expandcontract.fleet.FleetMember;
import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.Lease;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.Operation;
import io.expandcontract.migration.Run;
import io.expandcontract.migration.RunState;
import io.expandcontract.migration.RunStore;
import io.expandcontract.status.DatabaseStatus.ActivityDescriptor;
import io.expandcontract.status.MigrationStatus.InstanceDescriptor;
import io.expandcontract.status.MigrationStatus.NextActionDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state, in a constant number of statements however large the fleet. It takes
 * no lock, writes nothing and parses nothing. Every method throws
 * {@link org.springframework.dao.DataAccessException} if a database cannot be asked.
 */
public final class StatusReader {

	private static final int MOST_INSTANCES = 1000;

	private final Migrations migrations;

	/**
	 * Create the reader.
	 * @param migrations the databases
	 */
	public StatusReader(Migrations migrations) {
		this.migrations = migrations;
	}

	/**
	 * Read the state of every database.
	 * @return the state now
	 */
	public MigrationStatus read() {
		Instant asOf = null;
		Map<String, DatabaseStatus> databases = new TreeMap<>();
		Map<String, NextActionDescriptor> actions = new TreeMap<>();
		for (MigratedDatabase database : this.migrations.databases()) {
			DatabaseStatusReader.Snapshot snapshot = new DatabaseStatusReader(database).read();
			asOf = (asOf != null) ? asOf : snapshot.asOf();
			databases.put(database.name(), snapshot.status());
			actions.put(database.name(), snapshot.nextAction());
		}
		NextActionDescriptor next = NextActions.mostUrgent(actions);
		return new MigrationStatus(next.action(), asOf, next, instance(), databases);
	}

	/**
	 * Describe this instance, in the fleet in which its lease stands worst. Needs no
	 * statement.
	 * @return the instance, or {@code null} without a database
	 */
	public @Nullable InstanceDescriptor instance() {
		return this.migrations.databases()
			.stream()
			.min(Comparator.comparing((database) -> database.member().lease().isHeld()))
			.map(StatusReader::instance)
			.orElse(null);
	}

	private static InstanceDescriptor instance(MigratedDatabase database) {
		FleetMember member = database.member();
		Lease.State lease = member.lease().state();
		return new InstanceDescriptor(member.id(), database.registration().name(),
				database.registration().release().version(), database.registration().release().shortId(), lease,
				member.failingSince());
	}

	/**
	 * Read the instances on record.
	 * @return for each database at most a thousand, living ones first
	 */
	public Map<String, List<FleetInstance>> instances() {
		Map<String, List<FleetInstance>> instances = new TreeMap<>();
		for (MigratedDatabase database : this.migrations.databases()) {
			instances.put(database.name(),
					database.fleet().all(MOST_INSTANCES).stream().map(FleetInstance::of).toList());
		}
		return instances;
	}

	/**
	 * Find an instance on record.
	 * @param id its incarnation
	 * @return the instance with its database, or {@code null} if there is none
	 */
	public @Nullable Found findInstance(String id) {
		for (MigratedDatabase database : this.migrations.databases()) {
			Instance instance = database.fleet().find(id);
			if (instance != null) {
				return new Found(database, instance);
			}
		}
		return null;
	}

	/**
	 * Read one run.
	 * @param id its id
	 * @return the run, or {@code null} if there is none
	 */
	public @Nullable RunStatus run(String id) {
		for (MigratedDatabase database : this.migrations.databases()) {
			LockHolder holder = database.tables().engine().lockHolder(database.control(), database.tables().lockName());
			Run run = new RunStore(database.tables(), database.control()).find(id, holder);
			if (run != null) {
				return RunStatus.of(database.name(), run,
						(run.state() == RunState.RUNNING) ? ActivityDescriptor.of(database, holder) : Optional.empty());
			}
		}
		return null;
	}

	/**
	 * Read what a run would do, without running anything.
	 * @param operation the phase that would run
	 * @param checkpoint the checkpoint up to which it would run, or {@code null} for all
	 * @param showSql whether to show SQL
	 * @return the preview of each database that has the checkpoint, none if it is unknown
	 */
	public Map<String, Preview> preview(Operation operation, @Nullable String checkpoint, boolean showSql) {
		Map<String, Preview> previews = new TreeMap<>();
		for (MigratedDatabase database : this.migrations.databases()) {
			if (checkpoint == null || database.changelog().checkpoints().contains(checkpoint)) {
				previews.put(database.name(), new PreviewReader(database, showSql).read(operation, checkpoint));
			}
		}
		return previews;
	}

	/**
	 * An instance and the database in whose fleet it is.
	 *
	 * @param database the database
	 * @param instance the instance
	 */
	public record Found(MigratedDatabase database, Instance instance) {
	}

}
