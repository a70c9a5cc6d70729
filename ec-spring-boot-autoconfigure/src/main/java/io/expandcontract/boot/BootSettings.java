package io.expandcontract.boot;

import java.time.Duration;

import io.expandcontract.changelog.Unphased;
import io.expandcontract.check.SafetySettings;
import io.expandcontract.fleet.FleetSettings;
import io.expandcontract.migration.MigrationSettings;
import io.expandcontract.online.OnlineSettings;
import io.expandcontract.safety.InferenceMode;
import org.jspecify.annotations.Nullable;

/**
 * What the properties mean for a boot.
 *
 * @param name the instance's name
 * @param version the application's version
 * @param baseline the declared baseline, if any
 * @param tablePrefix the prefix of the starter's tables
 * @param unphased what to do with changesets without phase
 * @param inference what to do with inferred phases
 * @param safety how strict the safety rules are
 * @param serveContractedPast whether to serve on a schema contracted past this release
 * @param migration how migrations run
 * @param fleet the fleet's times
 */
record BootSettings(String name, String version, @Nullable String baseline, String tablePrefix, Unphased unphased,
		InferenceMode inference, SafetySettings safety, boolean serveContractedPast, MigrationSettings migration,
		FleetSettings fleet) {

	private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

	static BootSettings of(ExpandContractProperties properties, InstanceIdentity identity) {
		FleetProperties fleet = properties.getFleet();
		return new BootSettings(identity.name(), identity.version(), properties.getBaseline(),
				properties.getTablePrefix(), properties.getPhases().getUnphased(),
				properties.getPhases().getInference(), properties.getSafety().settings(properties.getDdl().isOnline()),
				properties.getFence().getOnUnknownContract() == ExpandContractProperties.OnUnknownContract.WARN,
				new MigrationSettings(properties.getOnBoot(), properties.getBootTimeout(),
						properties.getFreshDatabase() == ExpandContractProperties.FreshDatabase.EXPAND,
						new OnlineSettings(properties.getDdl().isOnline(), properties.getDdl().getLockTimeout(),
								properties.getDdl().getRetryFor(), properties.getSafety().getLargeTableRows()),
						properties.getContract().getRespondWithin(), properties.getContract().isAllowForce(),
						properties.getHistory().getRetention(), properties.getCheckpoints().getMaxPending()),
				new FleetSettings(fleet.getHeartbeatInterval(), fleet.getStaleAfter(), fleet.getForgetAfter(),
						fleet.getSessionCheck()));
	}

	/**
	 * Return the settings of a command: it goes by its own times, names itself, and never
	 * goes on past a contract that it does not know.
	 * @param command the command's name
	 * @param timeout longest wait, or {@code null} to wait as a boot does
	 * @return these settings, adapted
	 */
	BootSettings forCommand(String command, @Nullable Duration timeout) {
		MigrationSettings own = this.migration;
		return new BootSettings(this.name + " (" + command + ")", this.version, this.baseline, this.tablePrefix,
				this.unphased, this.inference, this.safety, false,
				new MigrationSettings(own.onBoot(), (timeout != null) ? timeout : own.bootTimeout(),
						own.freshDatabaseExpandsOnly(), own.ddl(), AS_LONG_AS_IT_TAKES, own.allowForce(),
						own.retention(), own.maxPendingCheckpoints()),
				this.fleet);
	}

}
