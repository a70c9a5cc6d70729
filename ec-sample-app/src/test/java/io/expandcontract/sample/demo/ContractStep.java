package io.expandcontract.sample.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.expandcontract.sample.demo.ContractAnswer.Blocker;

/**
 * Calls the contract, too early and then in time, and tells the answers.
 */
class ContractStep {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final Actuator actuator;

	private final Story story;

	private final Totals totals;

	private final Duration pause;

	/**
	 * Create the two steps.
	 * @param actuator how to call
	 * @param story where the answers are told
	 * @param totals where they are counted
	 * @param pause between two calls of the one that goes on until it is through
	 */
	ContractStep(Actuator actuator, Story story, Totals totals, Duration pause) {
		this.actuator = actuator;
		this.story = story;
		this.totals = totals;
		this.pause = pause;
	}

	/**
	 * Call it while an old release serves.
	 * @param instance whom to call
	 * @throws IOException if there is no answer
	 */
	void tooEarly(Instance instance) throws IOException {
		this.story.tell(instance, "somebody calls POST /actuator/migrations/contract, too early");
		ContractAnswer answer = this.actuator.contract(instance);
		if (answer.refused() && !answer.running()) {
			this.totals.refused.incrementAndGet();
		}
		tell(instance, answer);
	}

	/**
	 * Call it until it is through, as a Job does.
	 * @param instance whom to call
	 * @throws IOException if there is no answer
	 */
	void inTime(Instance instance) throws IOException {
		this.story.tell(instance, "every instance is new: POST /actuator/migrations/contract");
		long startedAt = System.nanoTime();
		String told = "";
		while (System.nanoTime() - startedAt < LIMIT.toNanos()) {
			ContractAnswer answer = this.actuator.contract(instance);
			String key = answer.status() + answer.reason();
			if (!key.equals(told)) {
				tell(instance, answer);
				told = key;
			}
			if (answer.done()) {
				this.totals.contracted.incrementAndGet();
				return;
			}
			if (!answer.running() && !answer.refused()) {
				return;
			}
			LockSupport.parkNanos(this.pause.toNanos());
		}
		this.story.complain("GAVE UP: not contracted in " + LIMIT.toSeconds() + " s");
	}

	private void tell(Instance instance, ContractAnswer answer) {
		List<Blocker> blockers = answer.blockers();
		List<String> executed = answer.executed();
		String what = !blockers.isEmpty() ? answer.reason() + ", because of" : !executed.isEmpty()
				? executed.size() + " changesets contracted" : answer.reason() + " " + answer.message();
		this.story.tell(instance, "answers " + answer.status() + " " + what);
		for (Blocker blocker : blockers) {
			this.story.tell(blocker.instance(), blocker.release(), blocker.code() + ": " + blocker.what());
		}
	}

}
