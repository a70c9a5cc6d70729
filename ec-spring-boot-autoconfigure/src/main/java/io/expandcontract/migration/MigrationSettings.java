package io.expandcontract.migration;

import java.time.Duration;

import io.expandcontract.online.OnlineSettings;
import org.jspecify.annotations.Nullable;

/**
 * How migrations run.
 *
 * @param onBoot what a boot does about pending expand changesets
 * @param bootTimeout longest wait for a lock, an expander or an intent
 * @param freshDatabaseExpandsOnly whether a fresh database is only expanded at first
 * @param ddl how DDL runs
 * @param respondWithin how long a contract call waits before it answers 202
 * @param allowForce whether a contract may be forced past the fleet check
 * @param retention how long runs and gone instances stay on record
 * @param maxPendingCheckpoints how many checkpoints may have contract pending before a
 * finding tells, or {@code null} for any number
 */
public record MigrationSettings(OnBoot onBoot, Duration bootTimeout, boolean freshDatabaseExpandsOnly,
		OnlineSettings ddl, Duration respondWithin, boolean allowForce, Duration retention,
		@Nullable Integer maxPendingCheckpoints) {

	/**
	 * What a boot does about pending expand changesets.
	 */
	public enum OnBoot {

		/** Run them. */
		EXPAND,

		/** Wait until someone else has run them. */
		WAIT,

		/** Stop if there are any. */
		VERIFY

	}

}
