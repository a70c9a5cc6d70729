package io.expandcontract.migration;

import java.time.Duration;
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
import io.expandcontract.database.DedicatedDataSource;
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
import io.expandcontract.safety.Inference;
import io.expandcontract.safety.ModelCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One database that the starter migrates, with this process's membership in its fleet:
 * all that the runs and the state need.
 */
public final class MigratedDatabase implements AutoCloseable {

	private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

	private final String name;

	private final DataSource liquibaseSource;

	private final DataSource applicationSource;

	private final StarterTables tables;

	private final PhasedChangelog changelog;

	private final Applicability applicability;

	private final LiquibaseTarget target;

	private final MigrationSettings settings;

	private final FleetSettings fleetSettings;

	private final Registration registration;

	private final DedicatedDataSource leaseSource;

	private final DedicatedDataSource controlSource;

	private final DedicatedDataSource backfillSource;

	private final JdbcTemplate control;

	private final FleetViewReader views;

	private final ReleaseStore releases;

	private final HistoryReader history;

	private final FleetMember member;

	private final LiquibaseRunner runner;

	private final Inference inference;

	private final ModelCheck modelCheck;

	private final Safety safety;

	private volatile boolean installed;

	/**
	 * What a migrated database is made of.
	 *
	 * @param name the name of the bean that runs Liquibase
	 * @param liquibaseSource how Liquibase connects
	 * @param applicationSource how the application connects
	 * @param tables the starter's tables
	 * @param changelog the changelog with phases
	 * @param applicability which changesets apply here
	 * @param target how Liquibase is to be run
	 * @param settings how migrations run
	 * @param fleetSettings the fleet's times
	 * @param registration what this instance says about itself
	 * @param tagged whether the application's own pool was given the tag
	 * @param inference infers phases from what changesets do
	 * @param modelCheck knows what this build's entities are mapped to
	 * @param safety holds what is pending against the safety rules
	 */
	public record Parts(String name, DataSource liquibaseSource, DataSource applicationSource, StarterTables tables,
			PhasedChangelog changelog, Applicability applicability, LiquibaseTarget target, MigrationSettings settings,
			FleetSettings fleetSettings, Registration registration, boolean tagged, Inference inference,
			ModelCheck modelCheck, Safety safety) {
	}

	/**
	 * Create the database's view.
	 * @param parts what it is made of
	 */
	public MigratedDatabase(Parts parts) {
		this.name = parts.name();
		this.liquibaseSource = parts.liquibaseSource();
		this.applicationSource = parts.applicationSource();
		this.tables = parts.tables();
		this.changelog = parts.changelog();
		this.applicability = parts.applicability();
		this.target = parts.target();
		this.settings = parts.settings();
		this.fleetSettings = parts.fleetSettings();
		this.registration = parts.registration();
		this.inference = parts.inference();
		this.modelCheck = parts.modelCheck();
		this.safety = parts.safety();
		SessionTag tag = parts.registration().tag();
		this.leaseSource = DedicatedDataSource.of(parts.applicationSource(), tag, "ec-lease",
				parts.fleetSettings().staleAfter());
		this.controlSource = DedicatedDataSource.of(parts.applicationSource(), tag, "ec-control", ANSWER_WITHIN);
		this.backfillSource = DedicatedDataSource.of(parts.applicationSource(), tag, "ec-backfill", ANSWER_WITHIN);
		this.control = new JdbcTemplate(this.controlSource);
		boolean tagged = parts.tagged() && this.tables.engine().showsTag(this.control, tag);
		this.views = new FleetViewReader(this.tables, this.control, this.fleetSettings, tagged);
		this.releases = new ReleaseStore(this.tables, this.control);
		this.history = new HistoryReader(this.tables, this.control);
		InstanceRegistry registry = new InstanceRegistry(this.tables, new JdbcTemplate(this.leaseSource));
		this.member = new FleetMember(
				new FleetAdmissionStore(this.registration, registry, this.releases, this.views.fleet(), this.history,
						this::adoptFirst),
				registry, new FleetObserver(this.views, this.fleetSettings), this.fleetSettings);
		this.runner = new LiquibaseRunner(this.target, this.changelog, this.settings);
	}

	private void adoptFirst(String instance) {
		this.control.update(this.tables.sql("""
				update {FLEET} set FIRST_RELEASE = ?,
				  ADOPTED_AT = case when FRESH_SINCE is not null then {now} else ADOPTED_AT end
				where FLEET = ? and FIRST_RELEASE is null
				"""), this.registration.release().id(), this.tables.fleet());
	}

	/**
	 * Return what ran, with the checksums it ran with.
	 * @return the history
	 */
	public Map<ChangeSetKey, @Nullable String> ran() {
		Map<ChangeSetKey, @Nullable String> ran = new HashMap<>();
		for (HistoryRow row : this.history.rows()) {
			ran.put(row.key(), row.checksum());
		}
		return ran;
	}

	/**
	 * Return what has yet to run.
	 * @return changesets in running order
	 */
	public List<PhasedChangeSet> pending() {
		Map<ChangeSetKey, @Nullable String> ran = ran();
		Set<ChangeSetKey> notAgain = Set.of();
		if (!this.applicability.repeatable().isEmpty() && !ran.isEmpty() && isInstalled()) {
			ReleaseKnowledge knowledge = new ReleaseKnowledge(this.releases.all());
			notAgain = this.applicability.repeatable()
				.stream()
				.map(PhasedChangeSet::key)
				.filter((key) -> knowledge.knowingMore(this.changelog.release(), key) != null)
				.collect(Collectors.toSet());
		}
		return this.applicability.pending(ran, notAgain);
	}

	/**
	 * Return whether the starter's tables are there.
	 * @return {@code false} before the first boot of a process that has the starter
	 */
	public boolean isInstalled() {
		if (!this.installed) {
			this.installed = new TableInstaller(this.tables).isInstalled(this.control);
		}
		return this.installed;
	}

	void installed() {
		this.installed = true;
	}

	/**
	 * Open the migration connection.
	 * @return the connection, to be closed by the caller
	 * @throws java.sql.SQLException if the database cannot be reached with Liquibase's
	 * credentials
	 */
	MigrationConnection connect() throws java.sql.SQLException {
		return MigrationConnection.open(this.liquibaseSource, this.registration.tag());
	}

	RunStore.Member runMember() {
		String id = this.member.id();
		return new RunStore.Member((id != null) ? id : "-", this.registration.name(),
				this.registration.release().version());
	}

	/**
	 * Withdraw from the fleet and close the starter's own connections.
	 */
	@Override
	public void close() {
		this.member.close();
		this.leaseSource.close();
		this.backfillSource.close();
		this.controlSource.close();
	}

	/**
	 * Return the name.
	 * @return the name of the bean that runs Liquibase
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return how the application connects.
	 * @return the application's data source, or Liquibase's own where it has none
	 */
	public DataSource applicationSource() {
		return this.applicationSource;
	}

	/**
	 * Return the tables.
	 * @return the starter's tables
	 */
	public StarterTables tables() {
		return this.tables;
	}

	/**
	 * Return the changelog.
	 * @return the changelog with phases
	 */
	public PhasedChangelog changelog() {
		return this.changelog;
	}

	/**
	 * Return what applies.
	 * @return which changesets apply to this database
	 */
	public Applicability applicability() {
		return this.applicability;
	}

	/**
	 * Return how migrations run.
	 * @return the settings
	 */
	public MigrationSettings settings() {
		return this.settings;
	}

	/**
	 * Return the fleet's times.
	 * @return the settings
	 */
	public FleetSettings fleetSettings() {
		return this.fleetSettings;
	}

	/**
	 * Return what this instance says about itself.
	 * @return the registration
	 */
	public Registration registration() {
		return this.registration;
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
		return this.controlSource;
	}

	/**
	 * Return the data source on which data is moved, so that a look at the state never
	 * waits for a batch.
	 * @return one connection, with the application's user
	 */
	public DataSource backfillSource() {
		return this.backfillSource;
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
		return this.modelCheck;
	}

	/**
	 * Return what the safety rules say.
	 * @return the findings of this process
	 */
	public Safety safety() {
		return this.safety;
	}

	Inference inference() {
		return this.inference;
	}

	LiquibaseRunner runner() {
		return this.runner;
	}

	/**
	 * Return how Liquibase is to be run.
	 * @return all that it needs to run again
	 */
	public LiquibaseTarget target() {
		return this.target;
	}

}
