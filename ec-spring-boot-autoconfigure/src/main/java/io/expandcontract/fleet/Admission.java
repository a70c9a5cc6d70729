package io.expandcontract.fleet;

import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is let into the fleet: it registers and commits, and only then reads
 * what is intended and after that what is done. A contract run commits its intent and
 * only then reads who is registered, so that of any two at least one sees the other; no
 * lock is needed for that.
 * <p>
 * The value is immutable; {@link #next} takes one step, with at most one statement, so
 * that a search can interrupt it anywhere.
 *
 * @param step what comes next
 * @param instance the incarnation, once registered
 * @param unknown the changesets that stand in the way, as last read
 */
public record Admission(Step step, @Nullable String instance, List<ChangeSetKey> unknown) {

	/**
	 * What an instance does next.
	 */
	public enum Step {

		/** Register. */
		REGISTER,

		/** Read what is intended. */
		READ_INTENTS,

		/** Read what is done. */
		READ_HISTORY,

		/** Nothing stands in the way. */
		ADMITTED,

		/** Withdraw, since the schema was contracted past this release. */
		LEAVE,

		/** The schema was contracted past this release. */
		REFUSED,

		/** Withdraw, since the schema may be about to be contracted past this release. */
		STEP_ASIDE,

		/** Read whether it still is about to be. */
		POLL_INTENTS,

		/** Read whether it has been. */
		POLL_HISTORY

	}

	/**
	 * Begin: not registered.
	 * @return the first state
	 */
	public static Admission begin() {
		return new Admission(Step.REGISTER, null, List.of());
	}

	/**
	 * Look again, still registered.
	 * @return the state before the look
	 */
	public Admission again() {
		return new Admission(Step.READ_INTENTS, this.instance, List.of());
	}

	/**
	 * Take one step.
	 * @param store the database
	 * @return the state after it
	 */
	public Admission next(AdmissionStore store) {
		return switch (this.step) {
			case REGISTER -> new Admission(Step.READ_INTENTS, store.register(), List.of());
			case READ_INTENTS -> to(Step.READ_HISTORY, store.unknownIntents());
			case READ_HISTORY -> afterHistory(store.unknownContracts());
			case LEAVE -> left(store, Step.REFUSED);
			case STEP_ASIDE -> left(store, Step.POLL_INTENTS);
			case POLL_INTENTS -> {
				List<ChangeSetKey> intents = store.unknownIntents();
				yield to(intents.isEmpty() ? Step.POLL_HISTORY : Step.POLL_INTENTS, intents);
			}
			case POLL_HISTORY -> {
				List<ChangeSetKey> done = store.unknownContracts();
				yield done.isEmpty() ? begin() : to(Step.REFUSED, done);
			}
			case ADMITTED, REFUSED -> this;
		};
	}

	private Admission afterHistory(List<ChangeSetKey> done) {
		if (!done.isEmpty()) {
			return to(Step.LEAVE, done);
		}
		return to(this.unknown.isEmpty() ? Step.ADMITTED : Step.STEP_ASIDE, this.unknown);
	}

	private Admission left(AdmissionStore store, Step next) {
		if (this.instance != null) {
			store.deregister(this.instance);
		}
		return new Admission(next, null, this.unknown);
	}

	private Admission to(Step next, List<ChangeSetKey> found) {
		return new Admission(next, this.instance, found);
	}

	/**
	 * Return whether the instance stands aside until an intent is withdrawn.
	 * @return {@code true} while it polls
	 */
	public boolean isPolling() {
		return this.step == Step.POLL_INTENTS || this.step == Step.POLL_HISTORY;
	}

	/**
	 * Return whether this look has ended.
	 * @return {@code true} if the instance is admitted or refused
	 */
	public boolean isDecided() {
		return this.step == Step.ADMITTED || this.step == Step.REFUSED;
	}

}
