package io.expandcontract.sync;

import java.io.Serial;

/**
 * A table whose columns triggers cannot keep in step. Nothing was changed.
 */
public final class SyncRefusedException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	SyncRefusedException(ColumnSync sync, String reason) {
		super("Triggers cannot keep " + sync + " in step: " + reason
				+ ". See docs/messages.md#columns-in-step-refused");
	}

}
