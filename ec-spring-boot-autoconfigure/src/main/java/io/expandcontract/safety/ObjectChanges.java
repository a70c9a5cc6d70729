package io.expandcontract.safety;

import java.util.List;

import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sync.ColumnSync;
import io.expandcontract.sync.DropSyncColumnsChange;
import io.expandcontract.sync.SyncColumnsChange;
import liquibase.change.core.AlterSequenceChange;
import liquibase.change.core.CreateSequenceChange;
import liquibase.change.core.CreateViewChange;
import liquibase.change.core.DropProcedureChange;
import liquibase.change.core.DropSequenceChange;
import liquibase.change.core.DropViewChange;
import liquibase.change.core.RenameSequenceChange;
import liquibase.change.core.RenameViewChange;

/**
 * What Liquibase's changes of views, sequences and procedures do.
 */
final class ObjectChanges {

	private final Identifiers names;

	ObjectChanges(Identifiers names) {
		this.names = names;
	}

	List<Operation> createView(CreateViewChange change) {
		return List
			.of(new CreateObject(ObjectKind.VIEW, this.names.object(change.getSchemaName(), change.getViewName()), null,
					Boolean.TRUE.equals(change.getReplaceIfExists())));
	}

	List<Operation> dropView(DropViewChange change) {
		return List.of(new DropObject(ObjectKind.VIEW, this.names.object(change.getSchemaName(), change.getViewName()),
				null, false));
	}

	List<Operation> renameView(RenameViewChange change) {
		return List
			.of(new RenameObject(ObjectKind.VIEW, this.names.object(change.getSchemaName(), change.getOldViewName()),
					this.names.object(null, change.getNewViewName()).name()));
	}

	List<Operation> createSequence(CreateSequenceChange change) {
		return List.of(new CreateObject(ObjectKind.SEQUENCE,
				this.names.object(change.getSchemaName(), change.getSequenceName()), null, false));
	}

	/**
	 * A generator that reserves a stretch of a sequence must agree with its increment.
	 * How many values are cached nobody notices.
	 */
	List<Operation> alterSequence(AlterSequenceChange change) {
		boolean harmless = change.getIncrementBy() == null && change.getMinValue() == null
				&& change.getMaxValue() == null && change.getCycle() == null && change.getDataType() == null;
		return List.of(harmless ? new Annotate(null, "sequence cache") : new Operation.Unknown(
				"whether both releases bear the sequence's new increment or limits, only its " + "author knows"));
	}

	List<Operation> dropSequence(DropSequenceChange change) {
		return List.of(new DropObject(ObjectKind.SEQUENCE,
				this.names.object(change.getSchemaName(), change.getSequenceName()), null, false));
	}

	List<Operation> renameSequence(RenameSequenceChange change) {
		return List.of(new RenameObject(ObjectKind.SEQUENCE,
				this.names.object(change.getSchemaName(), change.getOldSequenceName()),
				this.names.object(null, change.getNewSequenceName()).name()));
	}

	List<Operation> createSync(SyncColumnsChange change) {
		ColumnSync sync = change.sync();
		return List.of(new CreateObject(ObjectKind.COLUMN_SYNC, this.names.object(sync.schema(), sync.name()),
				this.names.table(sync.schema(), sync.table()), false));
	}

	List<Operation> dropSync(DropSyncColumnsChange change) {
		ColumnSync sync = change.sync();
		return List.of(new DropObject(ObjectKind.COLUMN_SYNC, this.names.object(sync.schema(), sync.name()),
				this.names.table(sync.schema(), sync.table()), false));
	}

	List<Operation> dropProcedure(DropProcedureChange change) {
		return List.of(new DropObject(ObjectKind.PROCEDURE,
				this.names.object(change.getSchemaName(), change.getProcedureName()), null, false));
	}

}
