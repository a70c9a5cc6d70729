package io.expandcontract.online;

import java.util.List;

import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.ChangeRights;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.SetOption;
import io.expandcontract.sql.Operation.Unknown;
import io.expandcontract.sql.Operation.ValidateConstraint;
import io.expandcontract.sql.SqlStatement;

/**
 * How long a statement may wait, and work.
 */
enum StatementClass {

	/**
	 * Needs a strong lock for an instant: neither the wait nor the work may be longer
	 * than the lock timeout, since others queue behind both. A lock timeout alone counts
	 * for each lock anew.
	 */
	INSTANT,

	/**
	 * Lets others work while it does, and waits for whoever was there before: to cut it
	 * off leaves an invalid index.
	 */
	BUILD,

	/** Reads a table while others work. */
	VALIDATION,

	/** Anything else: may not wait long for a lock, and takes what it takes. */
	OTHER;

	static StatementClass of(SqlStatement statement) {
		List<Operation> operations = statement.operations();
		if (operations.isEmpty() || operations.stream().anyMatch(StatementClass::isOther)) {
			return OTHER;
		}
		if (operations.stream().anyMatch(StatementClass::isConcurrent)) {
			return BUILD;
		}
		return operations.stream().allMatch(ValidateConstraint.class::isInstance) ? VALIDATION : INSTANT;
	}

	private static boolean isOther(Operation operation) {
		return operation instanceof ChangeRows || operation instanceof Unknown || operation instanceof SetOption
				|| operation instanceof Annotate || operation instanceof ChangeRights || operation instanceof Rebuild;
	}

	private static boolean isConcurrent(Operation operation) {
		return (operation instanceof CreateIndex create && create.concurrently())
				|| (operation instanceof DropIndex drop && drop.concurrently())
				|| (operation instanceof Operation.MovePartition move && move.concurrently());
	}

}
