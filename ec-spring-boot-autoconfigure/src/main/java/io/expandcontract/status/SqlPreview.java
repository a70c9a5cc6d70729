package io.expandcontract.status;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.expandcontract.migration.LiquibaseTarget;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.online.OnlineDdl;
import io.expandcontract.online.OnlinePreview;
import io.expandcontract.sql.Dialect;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.core.CreateProcedureChange;
import liquibase.change.core.CreateViewChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.core.LoadDataChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.OfflineConnection;
import liquibase.exception.LiquibaseException;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RuntimeStatement;
import org.jspecify.annotations.Nullable;

/**
 * Renders changesets as SQL for a database that Liquibase is not connected to, so that
 * nothing can be executed by rendering it. What would run code of its own is not
 * rendered.
 */
final class SqlPreview {

	private final LiquibaseTarget target;

	private final Database offline;

	private final @Nullable OnlinePreview online;

	private SqlPreview(LiquibaseTarget target, Database offline, @Nullable OnlinePreview online) {
		this.target = target;
		this.offline = offline;
		this.online = online;
	}

	/**
	 * The SQL of a changeset.
	 *
	 * @param sql its statements, or {@code null} if they are not shown
	 * @param hiddenBecause why not
	 */
	record Shown(@Nullable List<String> sql, @Nullable String hiddenBecause) {
	}

	static SqlPreview of(MigratedDatabase database) {
		String product = String.valueOf(database.control()
			.<String>execute((Connection connection) -> connection.getMetaData().getDatabaseProductName()));
		LiquibaseTarget target = database.target();
		try {
			Database offline = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(
						new OfflineConnection("offline:" + product.toLowerCase(Locale.ROOT), target.resources()));
			if (target.naming().defaultSchema() != null) {
				offline.setDefaultSchemaName(target.naming().defaultSchema());
			}
			offline.setOutputDefaultSchema(false);
			return new SqlPreview(target, offline,
					database.settings().ddl().online() ? new OnlinePreview(Dialect.of(product)) : null);
		}
		catch (LiquibaseException ex) {
			throw new IllegalStateException("Liquibase has no offline form of " + product, ex);
		}
	}

	Shown sql(ChangeSet changeSet) {
		try {
			return Scope.child(Map.of(Scope.Attr.resourceAccessor.name(), this.target.resources()), () -> {
				return render(changeSet);
			});
		}
		catch (Exception ex) {
			return hidden("it cannot be rendered without a connection");
		}
	}

	private Shown render(ChangeSet changeSet) throws Exception {
		List<String> sql = new ArrayList<>();
		for (Change change : changeSet.getChanges()) {
			if (runsCode(change) || readsFile(change)) {
				return hidden("a change of the type " + Scope.getCurrentScope()
					.getSingleton(liquibase.change.ChangeFactory.class)
					.getChangeMetaData(change)
					.getName() + " is not rendered");
			}
			SqlStatement[] statements = change.generateStatements(this.offline);
			if (Arrays.stream(statements).anyMatch(RuntimeStatement.class::isInstance)) {
				return hidden("its statements are known only while it runs");
			}
			for (Sql statement : SqlGeneratorFactory.getInstance().generateSql(statements, this.offline)) {
				sql.add(statement.toSql());
			}
		}
		if (this.online != null
				&& OnlineDdl.mayTakeOtherForms(changeSet.getChanges().size(), changeSet.getComments())) {
			sql = sql.stream().map(this.online::of).flatMap(List::stream).toList();
		}
		ParameterMask mask = ParameterMask.of(changeSet, this.target.resources());
		return new Shown(sql.stream().map(mask::apply).toList(), null);
	}

	private static boolean runsCode(Change change) {
		return change instanceof CustomChangeWrapper || change instanceof ExecuteShellCommandChange;
	}

	private static boolean readsFile(Change change) {
		return change instanceof LoadDataChange
				|| (change instanceof CreateProcedureChange procedure && procedure.getPath() != null)
				|| (change instanceof CreateViewChange view && view.getPath() != null);
	}

	private static Shown hidden(String because) {
		return new Shown(null, because);
	}

}
