package io.expandcontract.database;

import org.jspecify.annotations.Nullable;

/**
 * What a session runs at this moment, as the database itself tells.
 *
 * @param statement the beginning of the statement
 * @param runningMicros for how long it has run
 * @param stage what it is at, in the database's own words, if it says
 * @param percent how much of that stage is done, if the database knows
 */
public record SessionActivity(String statement, long runningMicros, @Nullable String stage, @Nullable Integer percent) {

	@Override
	public String toString() {
		return "for " + this.runningMicros / 1_000_000 + " s: " + this.statement + ((this.stage != null)
				? " (" + this.stage + ((this.percent != null) ? ", " + this.percent + " %" : "") + ")" : "");
	}

}
