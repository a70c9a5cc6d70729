package io.expandcontract.fleet;

import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;

/**
 * What an instance does to be let into the fleet. Each call is one statement, committed
 * before it returns, and sees everything committed before it began.
 */
public interface AdmissionStore {

	/**
	 * Register a new incarnation with its release.
	 * @return its id
	 */
	String register();

	/**
	 * Withdraw the registration.
	 * @param instance the incarnation's id
	 */
	void deregister(String instance);

	/**
	 * Read the contract changesets that someone is about to run and this release does not
	 * know.
	 * @return their identities
	 */
	List<ChangeSetKey> unknownIntents();

	/**
	 * Read the contract changesets that were run and this release does not know.
	 * @return their identities
	 */
	List<ChangeSetKey> unknownContracts();

}
