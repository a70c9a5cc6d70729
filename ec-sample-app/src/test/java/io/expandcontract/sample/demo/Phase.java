package io.expandcontract.sample.demo;

import java.util.Locale;

/**
 * How far the change of the schema has come: the phase with work left to do, in the order
 * in which the phases run.
 */
enum Phase {

	/** One release, nothing pending. */
	STEADY,

	EXPAND,

	MIGRATE,

	CONTRACT;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
