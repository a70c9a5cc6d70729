package io.expandcontract.boot;

import java.time.Duration;

import io.expandcontract.changelog.Unphased;
import io.expandcontract.fleet.SessionCheck;
import io.expandcontract.migration.MigrationSettings.OnBoot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

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

	private final Fleet fleet = new Fleet();

	private final Fence fence = new Fence();

	private final Migrate migrate = new Migrate();

	private final Contract contract = new Contract();

	private final Ddl ddl = new Ddl();

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

	public Fleet getFleet() {
		return this.fleet;
	}

	public Fence getFence() {
		return this.fence;
	}

	public Migrate getMigrate() {
		return this.migrate;
	}

	public Contract getContract() {
		return this.contract;
	}

	public Ddl getDdl() {
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
		 * What to do with a changeset that has no phase after all sources.
		 */
		private Unphased unphased = Unphased.EXPAND;

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
	 * The fleet's times.
	 */
	public static class Fleet {

		/**
		 * Time between two heartbeats.
		 */
		private Duration heartbeatInterval = Duration.ofSeconds(5);

		/**
		 * Silence after which an instance is stale. It still blocks.
		 */
		private Duration staleAfter = Duration.ofSeconds(15);

		/**
		 * Observed staleness after which an instance is gone.
		 */
		private Duration forgetAfter = Duration.ofMinutes(10);

		/**
		 * How the database's own sessions are looked at.
		 */
		private SessionCheck sessionCheck = SessionCheck.AUTO;

		public Duration getHeartbeatInterval() {
			return this.heartbeatInterval;
		}

		public void setHeartbeatInterval(Duration heartbeatInterval) {
			this.heartbeatInterval = heartbeatInterval;
		}

		public Duration getStaleAfter() {
			return this.staleAfter;
		}

		public void setStaleAfter(Duration staleAfter) {
			this.staleAfter = staleAfter;
		}

		public Duration getForgetAfter() {
			return this.forgetAfter;
		}

		public void setForgetAfter(Duration forgetAfter) {
			this.forgetAfter = forgetAfter;
		}

		public SessionCheck getSessionCheck() {
			return this.sessionCheck;
		}

		public void setSessionCheck(SessionCheck sessionCheck) {
			this.sessionCheck = sessionCheck;
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
	 * The migrate phase.
	 */
	public static class Migrate {

		/**
		 * Whether data moves as soon as it may, or when asked.
		 */
		private Start start = Start.AUTO;

		/**
		 * Whether this instance may run batches.
		 */
		private boolean worker = true;

		/**
		 * Time that a batch should take.
		 */
		private Duration batchTarget = Duration.ofMillis(30);

		/**
		 * Most rows in a batch.
		 */
		private int maxBatchSize = 10_000;

		public Start getStart() {
			return this.start;
		}

		public void setStart(Start start) {
			this.start = start;
		}

		public boolean isWorker() {
			return this.worker;
		}

		public void setWorker(boolean worker) {
			this.worker = worker;
		}

		public Duration getBatchTarget() {
			return this.batchTarget;
		}

		public void setBatchTarget(Duration batchTarget) {
			this.batchTarget = batchTarget;
		}

		public int getMaxBatchSize() {
			return this.maxBatchSize;
		}

		public void setMaxBatchSize(int maxBatchSize) {
			this.maxBatchSize = maxBatchSize;
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
	 * The contract phase.
	 */
	public static class Contract {

		/**
		 * Whether to contract as soon as the gate opens, or when asked.
		 */
		private Start start = Start.MANUAL;

		/**
		 * Whether a call may override the fleet check.
		 */
		private boolean allowForce;

		/**
		 * Time after which a call that is not done answers 202.
		 */
		private Duration respondWithin = Duration.ofSeconds(10);

		public Start getStart() {
			return this.start;
		}

		public void setStart(Start start) {
			this.start = start;
		}

		public boolean isAllowForce() {
			return this.allowForce;
		}

		public void setAllowForce(boolean allowForce) {
			this.allowForce = allowForce;
		}

		public Duration getRespondWithin() {
			return this.respondWithin;
		}

		public void setRespondWithin(Duration respondWithin) {
			this.respondWithin = respondWithin;
		}

	}

	/**
	 * How DDL waits.
	 */
	public static class Ddl {

		/**
		 * Longest wait of a statement for a lock.
		 */
		private Duration lockTimeout = Duration.ofMillis(500);

		/**
		 * How long a statement that lost the wait is tried again.
		 */
		private Duration retryFor = Duration.ofMinutes(2);

		public Duration getLockTimeout() {
			return this.lockTimeout;
		}

		public void setLockTimeout(Duration lockTimeout) {
			this.lockTimeout = lockTimeout;
		}

		public Duration getRetryFor() {
			return this.retryFor;
		}

		public void setRetryFor(Duration retryFor) {
			this.retryFor = retryFor;
		}

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
