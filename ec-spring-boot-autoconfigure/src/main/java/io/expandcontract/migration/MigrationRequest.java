package io.expandcontract.migration;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for a run, and how.
 *
 * @param checkpoint the checkpoint up to which to run, or {@code null} for everything
 * @param force whether to override the fleet check
 * @param confirmAdoption whether to confirm that no instance without the starter lives
 * @param reason why, required with either
 * @param requestedBy a name for the record
 */
public record MigrationRequest(@Nullable String checkpoint, boolean force, boolean confirmAdoption,
		@Nullable String reason, @Nullable String requestedBy) {

	/**
	 * Ask for everything, with nothing overridden.
	 * @return the plain request
	 */
	public static MigrationRequest plain() {
		return new MigrationRequest(null, false, false, null, null);
	}

}
