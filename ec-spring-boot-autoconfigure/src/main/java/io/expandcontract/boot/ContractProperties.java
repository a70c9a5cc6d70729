package io.expandcontract.boot;

import java.time.Duration;

import io.expandcontract.boot.ExpandContractProperties.Start;

/**
 * The contract phase.
 */
public class ContractProperties {

	/**
	 * Whether to contract as soon as the gate opens, or when asked.
	 */
	private Start start = Start.MANUAL;

	/**
	 * Whether a call may override the fleet check.
	 */
	private boolean allowForce;

	/**
	 * Time after which a call that is not done answers 202.
	 */
	private Duration respondWithin = Duration.ofSeconds(10);

	public Start getStart() {
		return this.start;
	}

	public void setStart(Start start) {
		this.start = start;
	}

	public boolean isAllowForce() {
		return this.allowForce;
	}

	public void setAllowForce(boolean allowForce) {
		this.allowForce = allowForce;
	}

	public Duration getRespondWithin() {
		return this.respondWithin;
	}

	public void setRespondWithin(Duration respondWithin) {
		this.respondWithin = respondWithin;
	}

}
