package io.expandcontract.migration;

import io.expandcontract.migration.Scenario.Closing;
import io.expandcontract.migration.Scenario.Feature;

/**
 * The protocol with one rule broken, in circumstances in which no other rule hides that.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum Mutation {

	/** Nothing is broken. */
	NONE(Scenario.of(Feature.SESSIONS_VISIBLE)),

	/** An instance looks first, and registers when it opens. */
	READ_BEFORE_REGISTER(Scenario.of(Feature.SESSIONS_VISIBLE)),

	/** A run reads the fleet first, and commits its intent then. */
	READ_FLEET_BEFORE_INTENT(Scenario.of(Feature.SESSIONS_VISIBLE)),

	/** A row is gone when its heartbeat is old enough. */
	GONE_BY_AGE_ALONE(Scenario.of(Feature.OUTAGES)
		.without(Feature.OLD_PAUSES, Feature.OLD_PAUSES_UNREGISTERED)
		.with(Closing.NEVER)),

	/** Ages are told by a clock that is not the database's. */
	JVM_CLOCK(Scenario.of()),

	/** An instance looks once, and reads the history before the intents. */
	ONE_LOOK_HISTORY_FIRST(Scenario.of()),

	/** The migration lock can be lost alone. */
	LOCK_ON_ANOTHER_CONNECTION(Scenario.of(Feature.SESSIONS_VISIBLE)),

	/** A run reads the fleet as it was before it took the lock. */
	SNAPSHOT_BEFORE_LOCK(Scenario.of(Feature.SESSIONS_VISIBLE)),

	/** An instance deregisters first, and drains then. */
	DEREGISTER_BEFORE_DRAINING(Scenario.of()),

	/** After an intent was withdrawn an instance goes on where it was. */
	POLLER_STAYS_UNREGISTERED(Scenario.of()),

	/** A row is written as gone although it was heard since it was read. */
	GONE_WITHOUT_COMPARING(Scenario.of()),

	/** What dead runs left is withdrawn with a run's own intents, after its verdict. */
	SETTLE_AFTER_GATE(Scenario.of()),

	/** A run that lost its connection withdraws its intents over another one. */
	WITHDRAW_ON_ANOTHER_CONNECTION(Scenario.of()),

	/** An instance closes itself only before it can be forgotten. */
	CLOSING_BEFORE_FORGOTTEN(Scenario.of(Feature.SESSIONS_VISIBLE).with(Closing.BEFORE_FORGOTTEN)),

	/** A changeset's transaction does not say that it took effect. */
	NO_DONE_MARKER(Scenario.of(Feature.SESSIONS_VISIBLE), Violation.CONTRACTED_TWICE),

	/** The lease is held as soon as the instance is registered. */
	HELD_BEFORE_LOOKS(Scenario.of()),

	/** The lease counts from a heartbeat's answer, not from its sending. */
	LEASE_COUNTS_FROM_ANSWER(Scenario.of(Feature.SESSIONS_VISIBLE, Feature.SLOW_ANSWERS)),

	/** A run whose changeset failed withdraws its intents. */
	WITHDRAW_WHEN_FAILED(Scenario.of(Feature.SESSIONS_VISIBLE), Violation.CONTRACTED_TWICE);

	private final Scenario scenario;

	private final Violation violation;

	Mutation(Scenario scenario) {
		this(scenario, Violation.WORK_ON_CONTRACTED_SCHEMA);
	}

	Mutation(Scenario scenario, Violation violation) {
		this.scenario = scenario;
		this.violation = violation;
	}

	Scenario scenario() {
		return this.scenario.with(this);
	}

	Violation violation() {
		return this.violation;
	}

}
