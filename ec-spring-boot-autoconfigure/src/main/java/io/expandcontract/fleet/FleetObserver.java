package io.expandcontract.fleet;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Observes the fleet between heartbeats, and records who is gone. It ends no session;
 * only a contract run does.
 */
public final class FleetObserver {

	private static final Log logger = LogFactory.getLog(FleetObserver.class);

	private final FleetViewReader reader;

	private final StaleJudge judge;

	private final FleetSettings settings;

	/**
	 * Create the observer.
	 * @param reader reads the fleet
	 * @param settings the fleet's times
	 */
	public FleetObserver(FleetViewReader reader, FleetSettings settings) {
		this.reader = reader;
		this.judge = new StaleJudge(settings);
		this.settings = settings;
	}

	/**
	 * Observe once. Conclusions are drawn only after heartbeats without a gap.
	 * @param unbroken for how long this instance's own heartbeats have had no gap
	 */
	public void observe(Duration unbroken) {
		Observatory observatory = this.reader.observatory();
		observatory.observe();
		if (unbroken.compareTo(this.settings.staleAfter()) < 0) {
			return;
		}
		observatory.recordStale();
		if (this.reader.fleet().stale().isEmpty()) {
			return;
		}
		FleetView view = this.reader.read();
		for (Instance instance : view.stale()) {
			if (this.judge.judge(instance, view) == StaleJudge.Verdict.GONE
					&& observatory.recordGone(instance, this.judge.because(instance, view))) {
				logger.info(instance.name() + " of " + instance.version() + " is gone, silent for "
						+ instance.silentMicros() / 1_000_000 + " seconds");
			}
		}
	}

}
