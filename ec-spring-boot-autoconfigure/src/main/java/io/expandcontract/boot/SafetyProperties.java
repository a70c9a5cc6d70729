package io.expandcontract.boot;

import io.expandcontract.check.SafetySettings;
import io.expandcontract.check.Strictness;

/**
 * How strict the safety rules are.
 */
public class SafetyProperties {

	/**
	 * What to do with findings that break a running release.
	 */
	private Strictness breaking = Strictness.FAIL;

	/**
	 * What to do with findings that make a running release wait.
	 */
	private Strictness blocking = Strictness.WARN;

	/**
	 * Rows from which on reading or writing a whole table is a finding.
	 */
	private long largeTableRows = 100_000;

	SafetySettings settings(boolean online) {
		return new SafetySettings(this.breaking, this.blocking, this.largeTableRows, online);
	}

	public Strictness getBreaking() {
		return this.breaking;
	}

	public void setBreaking(Strictness breaking) {
		this.breaking = breaking;
	}

	public Strictness getBlocking() {
		return this.blocking;
	}

	public void setBlocking(Strictness blocking) {
		this.blocking = blocking;
	}

	public long getLargeTableRows() {
		return this.largeTableRows;
	}

	public void setLargeTableRows(long largeTableRows) {
		this.largeTableRows = largeTableRows;
	}

}
