package io.expandcontract.migration;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the search varies.
 *
 * @param mutation the rule that is broken
 * @param closing when the old instance lets no work in any more
 * @param features what else there is
 */
record Scenario(Mutation mutation, Closing closing, Set<Feature> features) {

	/**
	 * When an instance lets no work in any more.
	 */
	enum Closing {

		/** Before it can be found stale. */
		BEFORE_STALE,

		/** Before it can be forgotten. */
		BEFORE_FORGOTTEN,

		/** Only when it learns that it was forgotten or turned away. */
		NEVER

	}

	/**
	 * What there is or may happen.
	 */
	enum Feature {

		/** The database shows its sessions. */
		SESSIONS_VISIBLE,

		/** To borrow a connection and to work on it are two moves. */
		CHECK_AT_BORROW,

		/** The database goes down. */
		OUTAGES,

		/** For a time nobody observes the fleet. */
		GAPS,

		/** The old instance is stopped, as by SIGSTOP. */
		OLD_PAUSES,

		/** It is stopped where it is registered nowhere. */
		OLD_PAUSES_UNREGISTERED,

		/** A contract run is stopped. */
		RUN_PAUSES,

		/** Other things happen while a contract run reads the fleet. */
		TORN_READS,

		/** To write a heartbeat and to hear its answer are two moves. */
		SLOW_ANSWERS,

		/** The new release has an expand changeset. */
		EXPAND

	}

	static Scenario of(Feature... features) {
		Set<Feature> all = EnumSet.of(Feature.OLD_PAUSES, Feature.OLD_PAUSES_UNREGISTERED);
		all.addAll(Set.of(features));
		return new Scenario(Mutation.NONE, Closing.BEFORE_STALE, all);
	}

	Scenario without(Feature... features) {
		Set<Feature> left = EnumSet.copyOf(this.features);
		left.removeAll(Set.of(features));
		return new Scenario(this.mutation, this.closing, left);
	}

	Scenario with(Mutation value) {
		return new Scenario(value, this.closing, this.features);
	}

	Scenario with(Closing value) {
		return new Scenario(this.mutation, value, this.features);
	}

	boolean has(Feature feature) {
		return this.features.contains(feature);
	}

}
