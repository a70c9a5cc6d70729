package io.expandcontract.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.online.ResultShape;
import io.expandcontract.safety.Effect;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.CreateTable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns where a pending changeset changes what queries return, and the application's
 * connections would each fail one request for it: a statement that the driver had the
 * server prepare before is refused once, and inside a transaction nobody can repeat it
 * unless the driver set a savepoint. Rule P60 says the same of other types, and is not
 * said again.
 */
final class StaleStatements {

	private static final Log logger = LogFactory.getLog(StaleStatements.class);

	private final MigratedDatabase database;

	StaleStatements(MigratedDatabase database) {
		this.database = database;
	}

	/**
	 * Warn, once, if a pending changeset concerns it.
	 */
	void warn() {
		List<PhasedChangeSet> pending = this.database.pending();
		if (pending.isEmpty() || !Boolean.TRUE
			.equals(this.database.control().<Boolean>execute(this.database.tables().engine()::failsAfterReshaping))) {
			return;
		}
		Set<String> born = new HashSet<>();
		List<PhasedChangeSet> reshaping = pending.stream().filter((changeSet) -> reshapes(changeSet, born)).toList();
		if (!reshaping.isEmpty()) {
			logger.warn("These pending changesets change what queries return: " + reshaping
					+ ". On each connection that is open then, the first query of such a table inside a transaction "
					+ "fails (\"cached plan must not change result type\"), until the instances have renewed their "
					+ "connections. Add autosave=conservative to the JDBC URL of the application, and the driver repeats "
					+ "it. See docs/messages.md#cached-plan");
		}
	}

	private boolean reshapes(PhasedChangeSet changeSet, Set<String> born) {
		boolean reshapes = false;
		for (Effect effect : this.database.inference().effects(changeSet.changeSet())) {
			Operation operation = effect.operation();
			if (operation instanceof CreateTable create) {
				born.add(create.table().name());
			}
			reshapes |= ResultShape.isChangedBy(operation) && !(operation instanceof AlterType)
					&& (operation.table() == null || !born.contains(operation.table().name()));
		}
		return reshapes;
	}

}
