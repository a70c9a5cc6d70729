package io.expandcontract.check;

import org.jspecify.annotations.Nullable;

/**
 * How strict the check is.
 *
 * @param breaking what to do with findings that break a running release
 * @param blocking what to do with findings that make it wait
 * @param largeTableRows from how many rows on a scan of a table is a finding
 * @param online whether statements are run in their safe form, where they have one
 */
public record SafetySettings(Strictness breaking, Strictness blocking, long largeTableRows, boolean online) {

	/** The settings of an application that says nothing. */
	public static final SafetySettings DEFAULTS = new SafetySettings(Strictness.FAIL, Strictness.WARN, 100_000, true);

	@Nullable Severity severity(Danger danger) {
		return switch (danger) {
			case BREAKS -> this.breaking.severity();
			case WAITS -> this.blocking.severity();
			case FAILS, DATA -> Severity.WARN;
			case ADVICE -> Severity.INFO;
		};
	}

}
