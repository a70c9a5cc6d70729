package io.expandcontract.migration;

import java.sql.SQLException;

/**
 * What becomes of an intent whose run is dead, or failed.
 */
enum Settlement {

	/**
	 * It took effect: its history row is written, and it stays until that is committed.
	 */
	RECORD,

	/** It took no effect, or is recorded: it is withdrawn. */
	WITHDRAW;

	/**
	 * Decide.
	 * @param state how far the changeset came
	 * @param recorded whether its history row was just committed
	 * @param inspector shows whether it took effect, where its transaction cannot
	 * @return what becomes of the intent
	 * @throws SQLException if the database cannot be asked
	 */
	static Settlement of(Intent.State state, boolean recorded, Inspector inspector) throws SQLException {
		if (recorded) {
			return WITHDRAW;
		}
		boolean effective = switch (state) {
			case INTENDED -> false;
			case STARTED -> inspector.tookEffect();
			case DONE -> true;
		};
		return effective ? RECORD : WITHDRAW;
	}

	/**
	 * Looks whether a changeset took effect.
	 */
	@FunctionalInterface
	interface Inspector {

		boolean tookEffect() throws SQLException;

	}

}
