package io.expandcontract.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.expandcontract.changelog.Applicability;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.database.SessionTag;
import io.expandcontract.database.StarterTables;
import io.expandcontract.database.TableInstaller;
import io.expandcontract.fleet.FleetAdmissionStore;
import io.expandcontract.fleet.FleetMember;
import io.expandcontract.fleet.FleetObserver;
import io.expandcontract.fleet.FleetReader;
import io.expandcontract.fleet.FleetSettings;
import io.expandcontract.fleet.FleetViewReader;
import io.expandcontract.fleet.HistoryReader;
import io.expandcontract.fleet.HistoryRow;
import io.expandcontract.fleet.InstanceRegistry;
import io.expandcontract.fleet.Registration;
import io.expandcontract.fleet.ReleaseKnowledge;
import io.expandcontract.fleet.ReleaseStore;
import io.expandcontract.fleet.SchemaGeneration;
import io.expandcontract.safety.Inference;
import io.expandcontract.safety.ModelCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One database that the starter migrates, with this process's membership in its fleet:
 * all that the runs and the state need.
 */
public final class MigratedDatabase implements AutoCloseable {

	private final DatabaseParts parts;

	private final OwnConnections connections;

	private final JdbcTemplate control;

	private final FleetViewReader views;

	private final ReleaseStore releases;

	private final HistoryReader history;

	private final FleetMember member;

	private final LiquibaseRunner runner;

	private volatile boolean installed;

	/**
	 * Create the database's view.
	 * @param parts what it is made of
	 */
	public MigratedDatabase(DatabaseParts parts) {
		this.parts = parts;
		SessionTag tag = parts.registration().tag();
		this.connections = new OwnConnections(parts.applicationSource(), tag, parts.fleetSettings().staleAfter());
		this.control = new JdbcTemplate(this.connections.control());
		boolean tagged = parts.tagged() && this.parts.tables().engine().showsTag(this.control, tag);
		this.views = new FleetViewReader(this.parts.tables(), this.control, this.parts.fleetSettings(), tagged);
		this.releases = new ReleaseStore(this.parts.tables(), this.control);
		this.history = new HistoryReader(this.parts.tables(), this.control);
		InstanceRegistry registry = new InstanceRegistry(this.parts.tables(), this.connections.lease());
		this.member = new FleetMember(
				new FleetAdmissionStore(this.parts.registration(), registry, this.releases, this.views.fleet(),
						this.history, this::adoptFirst),
				registry, new FleetObserver(this.views, this.parts.fleetSettings()), this.parts.fleetSettings());
		this.member.beforeWork(() -> new MovedData(this).admit());
		this.runner = new LiquibaseRunner(parts.target(), parts.changelog(), parts.settings(), parts.tables(),
				new Activity(parts.tables().engine(), this.control));
	}

	/**
	 * Set what to do, on a thread of its own, when a run has changed what queries return.
	 * @param reaction what to do
	 */
	public void onSchemaChange(Runnable reaction) {
		SchemaGeneration generation = new SchemaGeneration(tables(), this.control);
		this.member.eachBeat(() -> {
			if (generation.hasChanged()) {
				reaction.run();
			}
		});
	}

	private void adoptFirst(String instance) {
		this.control.update(this.parts.tables().sql("""
				update {FLEET} set FIRST_RELEASE = ?,
				  ADOPTED_AT = case when FRESH_SINCE is not null then {now} else ADOPTED_AT end
				where FLEET = ? and FIRST_RELEASE is null
				"""), this.parts.registration().release().id(), this.parts.tables().fleet());
	}

	/**
	 * Return what ran, with the checksums it ran with, except backfills that were
	 * reopened.
	 * @return what is in the history and still holds
	 */
	public Map<ChangeSetKey, @Nullable String> ran() {
		Map<ChangeSetKey, @Nullable String> ran = new HashMap<>();
		for (HistoryRow row : this.history.rows()) {
			ran.put(row.key(), row.checksum());
		}
		ran.keySet().removeAll(new MovedData(this).reopened());
		return ran;
	}

	Set<ChangeSetKey> recorded() {
		return this.history.rows().stream().map(HistoryRow::key).collect(Collectors.toSet());
	}

	/**
	 * Return what has yet to run.
	 * @return changesets in running order
	 */
	public List<PhasedChangeSet> pending() {
		Map<ChangeSetKey, @Nullable String> ran = ran();
		Set<ChangeSetKey> notAgain = Set.of();
		if (!this.parts.applicability().repeatable().isEmpty() && !ran.isEmpty() && isInstalled()) {
			ReleaseKnowledge knowledge = new ReleaseKnowledge(this.releases.all());
			notAgain = this.parts.applicability()
				.repeatable()
				.stream()
				.map(PhasedChangeSet::key)
				.filter((key) -> knowledge.knowingMore(this.parts.changelog().release(), key) != null)
				.collect(Collectors.toSet());
		}
		return this.parts.applicability().pending(ran, notAgain);
	}

	/**
	 * Return whether the starter's tables are there.
	 * @return {@code false} before the first boot of a process that has the starter
	 */
	public boolean isInstalled() {
		if (!this.installed) {
			this.installed = new TableInstaller(this.parts.tables()).isInstalled(this.control);
		}
		return this.installed;
	}

	void installed() {
		this.installed = true;
	}

	/**
	 * Open the migration connection.
	 * @return the connection, to be closed by the caller
	 * @throws java.sql.SQLException if Liquibase's user cannot connect
	 */
	MigrationConnection connect() throws java.sql.SQLException {
		return MigrationConnection.open(this.parts.liquibaseSource(), this.parts.registration().tag());
	}

	RunStore.Member runMember() {
		String id = this.member.id();
		return new RunStore.Member((id != null) ? id : "-", this.parts.registration().name(),
				this.parts.registration().release().version());
	}

	/**
	 * Withdraw from the fleet and close the starter's own connections.
	 */
	@Override
	public void close() {
		this.member.close();
		this.connections.close();
	}

	/**
	 * Return the name.
	 * @return the name of the bean that runs Liquibase
	 */
	public String name() {
		return this.parts.name();
	}

	/**
	 * Return how the application connects.
	 * @return the application's data source, or Liquibase's own where it has none
	 */
	public DataSource applicationSource() {
		return this.parts.applicationSource();
	}

	/**
	 * Return the tables.
	 * @return the starter's tables
	 */
	public StarterTables tables() {
		return this.parts.tables();
	}

	/**
	 * Return the changelog.
	 * @return the changelog with phases
	 */
	public PhasedChangelog changelog() {
		return this.parts.changelog();
	}

	/**
	 * Return what applies.
	 * @return which changesets apply to this database
	 */
	public Applicability applicability() {
		return this.parts.applicability();
	}

	/**
	 * Return how migrations run.
	 * @return the settings
	 */
	public MigrationSettings settings() {
		return this.parts.settings();
	}

	/**
	 * Return the fleet's times.
	 * @return the settings
	 */
	public FleetSettings fleetSettings() {
		return this.parts.fleetSettings();
	}

	/**
	 * Return what this instance says about itself.
	 * @return the registration
	 */
	public Registration registration() {
		return this.parts.registration();
	}

	/**
	 * Return the starter's own connection for looking.
	 * @return a template in autocommit mode
	 */
	public JdbcTemplate control() {
		return this.control;
	}

	/**
	 * Return the data source behind {@link #control()}.
	 * @return one connection, with the application's user
	 */
	public DataSource controlSource() {
		return this.connections.control();
	}

	/**
	 * Return the data source on which data is moved, so that a look at the state never
	 * waits for a batch.
	 * @return one connection, with the application's user
	 */
	public DataSource backfillSource() {
		return this.connections.backfill();
	}

	/**
	 * Return the reader of the fleet.
	 * @return reads what the gate judges
	 */
	public FleetViewReader views() {
		return this.views;
	}

	/**
	 * Return the fleet's rows.
	 * @return reads instances
	 */
	public FleetReader fleet() {
		return this.views.fleet();
	}

	/**
	 * Return the releases.
	 * @return reads and writes releases
	 */
	public ReleaseStore releases() {
		return this.releases;
	}

	/**
	 * Return the history.
	 * @return reads Liquibase's history
	 */
	public HistoryReader history() {
		return this.history;
	}

	/**
	 * Return this process's membership.
	 * @return the member
	 */
	public FleetMember member() {
		return this.member;
	}

	/**
	 * Return what knows the entities.
	 * @return finds changesets that remove what this build is mapped to
	 */
	public ModelCheck modelCheck() {
		return this.parts.modelCheck();
	}

	/**
	 * Return what the safety rules say.
	 * @return the findings of this process
	 */
	public Safety safety() {
		return this.parts.safety();
	}

	Inference inference() {
		return this.parts.inference();
	}

	LiquibaseRunner runner() {
		return this.runner;
	}

	/**
	 * Return how Liquibase is to be run.
	 * @return all that it needs to run again
	 */
	public LiquibaseTarget target() {
		return this.parts.target();
	}

}
