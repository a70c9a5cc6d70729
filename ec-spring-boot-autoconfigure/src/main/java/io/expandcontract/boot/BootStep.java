package io.expandcontract.boot;

/**
 * How far a process goes with a database once its changelog is known.
 */
enum BootStep {

	/** Join the fleet, and expand as {@code expand-contract.on-boot} says. */
	BOOT,

	/** Join the fleet, and run nothing. */
	JOIN,

	/** Only be able to look. */
	LOOK

}
