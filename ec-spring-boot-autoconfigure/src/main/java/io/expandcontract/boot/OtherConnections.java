package io.expandcontract.boot;

import java.util.Set;

import io.expandcontract.fleet.Lease;

/**
 * What the application connects to its databases with beside JDBC.
 */
interface OtherConnections {

	/**
	 * Let no work in while a lease is not held.
	 * @param lease the lease
	 */
	void fence(Lease lease);

	/**
	 * Return the database users whose sessions are the application's.
	 * @return users, without those that are not known
	 */
	Set<String> users();

}
