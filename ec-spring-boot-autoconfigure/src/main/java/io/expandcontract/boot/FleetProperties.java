package io.expandcontract.boot;

import java.time.Duration;

import io.expandcontract.fleet.SessionCheck;

/**
 * The fleet's times.
 */
public class FleetProperties {

	/**
	 * Time between two heartbeats.
	 */
	private Duration heartbeatInterval = Duration.ofSeconds(5);

	/**
	 * Silence after which an instance is stale. It still blocks.
	 */
	private Duration staleAfter = Duration.ofSeconds(15);

	/**
	 * Observed staleness after which an instance is gone.
	 */
	private Duration forgetAfter = Duration.ofMinutes(10);

	/**
	 * How the database's own sessions are looked at.
	 */
	private SessionCheck sessionCheck = SessionCheck.AUTO;

	public Duration getHeartbeatInterval() {
		return this.heartbeatInterval;
	}

	public void setHeartbeatInterval(Duration heartbeatInterval) {
		this.heartbeatInterval = heartbeatInterval;
	}

	public Duration getStaleAfter() {
		return this.staleAfter;
	}

	public void setStaleAfter(Duration staleAfter) {
		this.staleAfter = staleAfter;
	}

	public Duration getForgetAfter() {
		return this.forgetAfter;
	}

	public void setForgetAfter(Duration forgetAfter) {
		this.forgetAfter = forgetAfter;
	}

	public SessionCheck getSessionCheck() {
		return this.sessionCheck;
	}

	public void setSessionCheck(SessionCheck sessionCheck) {
		this.sessionCheck = sessionCheck;
	}

}
