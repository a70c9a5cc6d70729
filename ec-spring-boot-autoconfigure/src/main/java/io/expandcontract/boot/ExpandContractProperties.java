package io.expandcontract.boot;

import java.time.Duration;

import io.expandcontract.changelog.Unphased;
import io.expandcontract.migration.MigrationSettings.OnBoot;
import io.expandcontract.safety.InferenceMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Properties of the expand/contract starter.
 */
@ConfigurationProperties("expand-contract")
public class ExpandContractProperties {

	/**
	 * Whether to hook into Liquibase. When false, a warning at boot names the pending
	 * contract changesets that plain Liquibase would now run.
	 */
	private boolean enabled = true;

	/**
	 * What a boot does about pending expand changesets.
	 */
	private OnBoot onBoot = OnBoot.EXPAND;

	/**
	 * Longest wait for a lock, for someone else to expand, or for an intended contract.
	 */
	private Duration bootTimeout = Duration.ofMinutes(5);

	/**
	 * Prefix of the starter's own tables.
	 */
	private String tablePrefix = "EC_";

	/**
	 * Checkpoint up to which everything is known and nothing is judged.
	 */
	private @Nullable String baseline;

	/**
	 * Which phases run on a fresh database.
	 */
	private FreshDatabase freshDatabase = FreshDatabase.ALL;

	private final Phases phases = new Phases();

	private final Instance instance = new Instance();

	@NestedConfigurationProperty
	private final FleetProperties fleet = new FleetProperties();

	private final Fence fence = new Fence();

	@NestedConfigurationProperty
	private final MigrateProperties migrate = new MigrateProperties();

	@NestedConfigurationProperty
	private final ContractProperties contract = new ContractProperties();

	@NestedConfigurationProperty
	private final AutogenerateProperties autogenerate = new AutogenerateProperties();

	@NestedConfigurationProperty
	private final DdlProperties ddl = new DdlProperties();

	@NestedConfigurationProperty
	private final SafetyProperties safety = new SafetyProperties();

	@NestedConfigurationProperty
	private final CheckpointProperties checkpoints = new CheckpointProperties();

	private final History history = new History();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public OnBoot getOnBoot() {
		return this.onBoot;
	}

	public void setOnBoot(OnBoot onBoot) {
		this.onBoot = onBoot;
	}

	public Duration getBootTimeout() {
		return this.bootTimeout;
	}

	public void setBootTimeout(Duration bootTimeout) {
		this.bootTimeout = bootTimeout;
	}

	public String getTablePrefix() {
		return this.tablePrefix;
	}

	public void setTablePrefix(String tablePrefix) {
		this.tablePrefix = tablePrefix;
	}

	public @Nullable String getBaseline() {
		return this.baseline;
	}

	public void setBaseline(@Nullable String baseline) {
		this.baseline = baseline;
	}

	public FreshDatabase getFreshDatabase() {
		return this.freshDatabase;
	}

	public void setFreshDatabase(FreshDatabase freshDatabase) {
		this.freshDatabase = freshDatabase;
	}

	public Phases getPhases() {
		return this.phases;
	}

	public Instance getInstance() {
		return this.instance;
	}

	public FleetProperties getFleet() {
		return this.fleet;
	}

	public Fence getFence() {
		return this.fence;
	}

	public MigrateProperties getMigrate() {
		return this.migrate;
	}

	public ContractProperties getContract() {
		return this.contract;
	}

	public AutogenerateProperties getAutogenerate() {
		return this.autogenerate;
	}

	public SafetyProperties getSafety() {
		return this.safety;
	}

	public CheckpointProperties getCheckpoints() {
		return this.checkpoints;
	}

	public DdlProperties getDdl() {
		return this.ddl;
	}

	public History getHistory() {
		return this.history;
	}

	/**
	 * Which phases run on a fresh database.
	 */
	public enum FreshDatabase {

		/** All phases at once. */
		ALL,

		/** Expand only. */
		EXPAND

	}

	/**
	 * What to do when the schema was contracted past this release.
	 */
	public enum OnUnknownContract {

		/** Stop. */
		STOP,

		/** Warn and serve: the emergency door. */
		WARN

	}

	/**
	 * How phases are found.
	 */
	public static class Phases {

		/**
		 * What to do with phases that follow from what changesets do.
		 */
		private InferenceMode inference = InferenceMode.ENFORCE;

		/**
		 * What to do with a changeset that has no phase after all sources.
		 */
		private Unphased unphased = Unphased.REFUSE;

		public InferenceMode getInference() {
			return this.inference;
		}

		public void setInference(InferenceMode inference) {
			this.inference = inference;
		}

		public Unphased getUnphased() {
			return this.unphased;
		}

		public void setUnphased(Unphased unphased) {
			this.unphased = unphased;
		}

	}

	/**
	 * How this instance shows itself.
	 */
	public static class Instance {

		/**
		 * Name for people. Derived from application and host if not set.
		 */
		private @Nullable String name;

		/**
		 * Version for people. Derived from build information or
		 * 'spring.application.version' if not set.
		 */
		private @Nullable String version;

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

		public @Nullable String getVersion() {
			return this.version;
		}

		public void setVersion(@Nullable String version) {
			this.version = version;
		}

	}

	/**
	 * The fence.
	 */
	public static class Fence {

		/**
		 * What to do when the schema was contracted past this release.
		 */
		private OnUnknownContract onUnknownContract = OnUnknownContract.STOP;

		public OnUnknownContract getOnUnknownContract() {
			return this.onUnknownContract;
		}

		public void setOnUnknownContract(OnUnknownContract onUnknownContract) {
			this.onUnknownContract = onUnknownContract;
		}

	}

	/**
	 * Who starts a phase.
	 */
	public enum Start {

		/** The starter, as soon as it may. */
		AUTO,

		/** A person or a pipeline. */
		MANUAL

	}

	/**
	 * How long records are kept.
	 */
	public static class History {

		/**
		 * Age from which runs and gone instances are forgotten.
		 */
		private Duration retention = Duration.ofDays(90);

		public Duration getRetention() {
			return this.retention;
		}

		public void setRetention(Duration retention) {
			this.retention = retention;
		}

	}

}
