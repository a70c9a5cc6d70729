package io.expandcontract.online;

import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.SqlStatement;

/**
 * What queries return: a query that a server prepared before its columns changed fails
 * once on PostgreSQL.
 */
public final class ResultShape {

	private ResultShape() {
	}

	/**
	 * Return whether an operation changes the columns, or their types, of what a query of
	 * the table returns.
	 * @param operation the operation
	 * @return {@code true} if it does
	 */
	public static boolean isChangedBy(Operation operation) {
		return operation instanceof AddColumn || operation instanceof DropColumn || operation instanceof RenameColumn
				|| operation instanceof AlterType || operation instanceof RedefineColumn
				|| operation instanceof RenameTable || (operation instanceof CreateObject created
						&& created.kind() == ObjectKind.VIEW && created.replaces());
	}

	/**
	 * Return whether a statement may change them: what is not recognised may.
	 */
	static boolean mayBeChangedBy(SqlStatement statement) {
		return !statement.isRecognised() || statement.operations().stream().anyMatch(ResultShape::isChangedBy);
	}

}
