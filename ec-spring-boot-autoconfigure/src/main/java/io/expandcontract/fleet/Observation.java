package io.expandcontract.fleet;

/**
 * For how long the fleet has been observed without a gap, and for how long by this very
 * database server.
 *
 * @param unbrokenMicros time since the last gap in all heartbeats
 * @param epochMicros time since a restart or promotion of the database was first noticed
 */
public record Observation(long unbrokenMicros, long epochMicros) {

	/**
	 * Return whether silence may be judged: every living instance has had its chance to
	 * be heard since the last gap.
	 * @param settings the fleet's times
	 * @return {@code true} if a stale instance may be found gone
	 */
	public boolean isSettled(FleetSettings settings) {
		return this.unbrokenMicros >= settings.staleAfterMicros() && isServerSettled(settings);
	}

	/**
	 * Return whether every living instance has had its chance to be heard since the
	 * database started or was promoted, which may have lost rows.
	 * @param settings the fleet's times
	 * @return {@code false} while the gate stays closed
	 */
	public boolean isServerSettled(FleetSettings settings) {
		return this.epochMicros >= settings.staleAfterMicros();
	}

}
