package io.expandcontract.fleet;

/**
 * Decides what may be done about a silent instance. Where the database shows its sessions
 * and none is left, it is gone at once. Otherwise it is gone when it was observed silent
 * for long enough, and its sessions, if any remain, are ended first.
 */
public final class StaleJudge {

	private final FleetSettings settings;

	/**
	 * Create the judge.
	 * @param settings the fleet's times
	 */
	public StaleJudge(FleetSettings settings) {
		this.settings = settings;
	}

	/**
	 * What may be done.
	 */
	public enum Verdict {

		/** Nothing; it still blocks. */
		WAIT,

		/** Record it as gone. */
		GONE,

		/** End its remaining sessions, then look again. */
		END_SESSIONS

	}

	/**
	 * Judge one instance.
	 * @param instance a silent instance as it was read
	 * @param view the fleet as it was read
	 * @return what may be done
	 */
	public Verdict judge(Instance instance, FleetView view) {
		if (!instance.isStale() || !view.observation().isSettled(this.settings)) {
			return Verdict.WAIT;
		}
		boolean visible = view.sessions().tells(instance);
		boolean sessions = visible && !view.sessions().of(instance).isEmpty();
		if (visible && !sessions) {
			return Verdict.GONE;
		}
		if (instance.staleMicros() < this.settings.forgetAfterMicros()) {
			return Verdict.WAIT;
		}
		return sessions ? Verdict.END_SESSIONS : Verdict.GONE;
	}

	/**
	 * Return why an instance may be recorded as gone.
	 * @param instance the silent instance
	 * @param view the fleet as it was read
	 * @return the reason for the record
	 */
	public GoneBecause because(Instance instance, FleetView view) {
		return view.sessions().tells(instance) ? GoneBecause.NO_SESSIONS : GoneBecause.FORGOTTEN;
	}

}
