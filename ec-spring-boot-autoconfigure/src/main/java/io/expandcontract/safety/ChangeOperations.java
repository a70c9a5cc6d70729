package io.expandcontract.safety;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.expandcontract.changelog.DataChange;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.RowChange;
import io.expandcontract.sql.Operation.Unknown;
import io.expandcontract.sql.Recogniser;
import io.expandcontract.sql.SqlStatement;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.CreateProcedureChange;
import liquibase.change.core.CreateViewChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.ExecutablePreparedStatement;
import liquibase.statement.core.RawSqlStatement;

/**
 * Tells what a changeset does to a database, in the terms of
 * {@link io.expandcontract.sql}. SQL is split as Liquibase splits it and recognised;
 * Liquibase's own changes are known by type. Executes nothing, and never fails: what it
 * cannot tell is {@link Unknown}.
 */
public final class ChangeOperations {

	/** From here SQL is not even split: its author knows what it is. */
	private static final int LONGEST = 4_000_000;

	/**
	 * From here a changeset is not told statement by statement, unless all it does is to
	 * insert rows: each is held against those before it.
	 */
	public static final int MANY = 2_000;

	private final Database database;

	private final Recogniser recogniser;

	private final Identifiers names;

	private final ChangeTypes types;

	/** Phases and rules ask about the same changesets, one after the other. */
	private volatile SoftReference<Map<ChangeSet, List<Effect>>> told = new SoftReference<>(null);

	/**
	 * Create the teller.
	 * @param database the database that the changesets would run on
	 */
	public ChangeOperations(Database database) {
		this.database = database;
		this.names = new Identifiers(database);
		this.recogniser = new Recogniser(this.names.dialect());
		this.types = new ChangeTypes(this.names, new Columns(database, this.names, this.recogniser));
	}

	/**
	 * Return the SQL of the database.
	 * @return the dialect
	 */
	public Dialect dialect() {
		return this.names.dialect();
	}

	Identifiers names() {
		return this.names;
	}

	/**
	 * Tell what a changeset does.
	 * @param changeSet a parsed changeset
	 * @return its effects in order; none if it does nothing to this database
	 */
	public List<Effect> of(ChangeSet changeSet) {
		Map<ChangeSet, List<Effect>> known = this.told.get();
		if (known == null) {
			known = Collections.synchronizedMap(new IdentityHashMap<>());
			this.told = new SoftReference<>(known);
		}
		List<Effect> effects = known.get(changeSet);
		if (effects == null) {
			effects = List.copyOf(tell(changeSet));
			known.put(changeSet, effects);
		}
		return effects;
	}

	private List<Effect> tell(ChangeSet changeSet) {
		ObjectQuotingStrategy before = this.database.getObjectQuotingStrategy();
		ObjectQuotingStrategy own = changeSet.getObjectQuotingStrategy();
		if (own != null) {
			this.database.setObjectQuotingStrategy(own);
		}
		try {
			List<Effect> effects = new ArrayList<>();
			List<SqlVisitor> rewriting = changeSet.getSqlVisitors()
				.stream()
				.filter((visitor) -> DatabaseList.definitionMatches(visitor.getApplicableDbms(), this.database, true))
				.toList();
			changeSet.getChanges().forEach((change) -> effects.addAll(of(change, rewriting)));
			boolean tooMany = effects.size() > MANY && !effects.stream().allMatch(ChangeOperations::inserts);
			return tooMany ? unknown(effects.get(0).change(), "it does more than " + MANY + " things") : effects;
		}
		finally {
			this.database.setObjectQuotingStrategy(before);
		}
	}

	private static boolean inserts(Effect effect) {
		return effect.operation() instanceof ChangeRows rows && rows.kind() == RowChange.INSERT;
	}

	private List<Effect> of(Change change, List<SqlVisitor> rewriting) {
		try {
			return !isForThisDatabase(change) ? List.of()
					: rewriting.isEmpty() ? effects(change) : rewritten(change, rewriting);
		}
		catch (RuntimeException | StackOverflowError ex) {
			return unknown(change, "Liquibase cannot make statements of it: " + ex);
		}
	}

	private boolean isForThisDatabase(Change change) {
		return !(change instanceof DbmsTargetedChange targeted) || targeted.getDbms() == null
				|| DatabaseList.definitionMatches(targeted.getDbms(), this.database, true);
	}

	private List<Effect> effects(Change change) {
		if (change instanceof DataChange) {
			Object table = change.getSerializableFieldValue("tableName");
			Object schema = change.getSerializableFieldValue("schemaName");
			return List.of(new Effect(change,
					new ChangeRows(this.names.table(Objects.toString(schema, null), String.valueOf(table)),
							RowChange.UPDATE, true),
					null));
		}
		if (change instanceof AbstractSQLChange sql) {
			return sql(sql);
		}
		if (change instanceof CreateProcedureChange procedure) {
			return procedure(procedure);
		}
		if (change instanceof CreateViewChange view && Boolean.TRUE.equals(view.getFullDefinition())) {
			return recognise(change, String.valueOf(view.getSelectQuery()));
		}
		List<Operation> operations = this.types.operations(change);
		if (operations == null) {
			return unknown(change, "the change type " + change.getClass().getSimpleName() + " is not known");
		}
		return operations.stream().map((operation) -> new Effect(change, operation, null)).toList();
	}

	/**
	 * With {@code modifySql} no change does what its type says, so that the SQL is looked
	 * at that comes of it.
	 */
	private List<Effect> rewritten(Change change, List<SqlVisitor> rewriting) {
		List<Effect> effects = new ArrayList<>();
		for (liquibase.statement.SqlStatement statement : change.generateStatements(this.database)) {
			Sql[] texts = (statement instanceof ExecutablePreparedStatement) ? new Sql[0]
					: SqlGeneratorFactory.getInstance().generateSql(statement, this.database);
			if (texts == null || texts.length == 0) {
				return unknown(change, "what modifySql makes of it is not known");
			}
			for (Sql sql : texts) {
				String text = sql.toSql();
				for (SqlVisitor visitor : rewriting) {
					text = visitor.modifySql(text, this.database);
				}
				effects.addAll(recognise(change, text));
			}
		}
		return effects;
	}

	@SuppressWarnings("deprecation")
	private List<Effect> sql(AbstractSQLChange change) {
		String sql = change.getSql();
		if (sql != null && sql.length() > LONGEST) {
			return unknown(change, "it is longer than " + LONGEST + " characters");
		}
		List<Effect> effects = new ArrayList<>();
		for (liquibase.statement.SqlStatement statement : change.generateStatements(this.database)) {
			if (statement instanceof RawSqlStatement raw) {
				effects.addAll(recognise(change, raw.getSql()));
			}
			else {
				effects.addAll(unknown(change, "Liquibase runs it as " + statement.getClass().getSimpleName()));
			}
		}
		return effects;
	}

	private List<Effect> procedure(CreateProcedureChange change) {
		String text = change.getProcedureText();
		List<Effect> effects = recognise(change, (text != null) ? text : "");
		if (effects.size() == 1 && effects.get(0).operation() instanceof CreateObject created) {
			boolean replaces = created.replaces() || Boolean.TRUE.equals(change.getReplaceIfExists());
			return List
				.of(new Effect(change, new CreateObject(created.kind(), created.object(), created.table(), replaces),
						effects.get(0).statement()));
		}
		return unknown(change, "the procedure's text is not recognised");
	}

	private List<Effect> recognise(Change change, String sql) {
		List<Effect> effects = new ArrayList<>();
		for (SqlStatement statement : this.recogniser.recognise(sql)) {
			statement.operations().forEach((operation) -> effects.add(new Effect(change, operation, statement)));
		}
		return effects;
	}

	private static List<Effect> unknown(Change change, String reason) {
		Unknown unknown = new Unknown(reason);
		return List.of(new Effect(change, unknown, new SqlStatement("", List.of(unknown), Map.of())));
	}

}
