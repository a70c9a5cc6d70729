package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

import io.expandcontract.database.Engine;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Recogniser;
import io.expandcontract.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of one run. A statement that lost its wait for a lock is tried
 * again beneath its changeset, as long as nothing else was done in the transaction: a
 * lock that is held meanwhile would make others wait. Otherwise the whole changeset is
 * rolled back and tried again by the caller.
 */
public final class OnlineDdl {

	private static final String PLAIN = "ec:plain-ddl";

	private static final Pattern PERHAPS_OLD = Pattern.compile("create\\s+table\\s+if\\s+not\\s+exists\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final Engine engine;

	private final OnlineSettings settings;

	private final @Nullable OnlineForms forms;

	private final Recogniser recogniser;

	private final Connection connection;

	private final DdlListener listener;

	private final Patience patience;

	private final StepRunner steps;

	private final BornTables born;

	private boolean rewrites;

	private boolean plain;

	private boolean dirty;

	private boolean touched;

	/**
	 * Create it for a run.
	 * @param engine the database's strategy
	 * @param dialect the database's SQL
	 * @param settings how to run
	 * @param connection the migration connection
	 * @param listener is told what runs
	 */
	public OnlineDdl(Engine engine, Dialect dialect, OnlineSettings settings, Connection connection,
			DdlListener listener) {
		this.engine = engine;
		this.settings = settings;
		this.forms = OnlineForms.of(dialect, settings.largeTableRows());
		this.recogniser = new Recogniser(dialect);
		this.connection = connection;
		this.born = new BornTables(connection, dialect);
		this.listener = listener;
		this.patience = new Patience(engine, settings, this.forms, connection);
		this.steps = new StepRunner(engine, this.forms, connection, this.patience, this);
	}

	/**
	 * Return whether statements of a changeset may take other forms.
	 * @param changes how many changes it has: what stands beside others stays as it is,
	 * since a safe form cannot be rolled back with them
	 * @param comments the changeset's comments, in which its author may object
	 * @return {@code true} for a changeset of one change without an objection
	 */
	public static boolean mayTakeOtherForms(int changes, @Nullable String comments) {
		return changes == 1 && !isPlain(comments);
	}

	private static boolean isPlain(@Nullable String comments) {
		return comments != null && comments.contains(PLAIN);
	}

	/**
	 * Return the connection as Liquibase is to use it.
	 * @param handle the handle that Liquibase would use otherwise
	 * @return a handle whose statements run here
	 */
	public Connection guard(Connection handle) {
		return GuardedConnection.of(handle, this);
	}

	/**
	 * Say that a changeset begins.
	 * @param changes how many changes it has, see {@link #mayTakeOtherForms}
	 * @param comments the changeset's comments
	 */
	public void begin(int changes, @Nullable String comments) {
		this.rewrites = mayTakeOtherForms(changes, comments) && this.settings.online();
		this.plain = isPlain(comments) || !this.settings.online();
		this.dirty = false;
		this.touched = false;
	}

	/**
	 * Say that a changeset has ended.
	 */
	public void end() {
		this.rewrites = false;
		this.dirty = false;
		this.listener.ends();
	}

	/**
	 * Return whether nothing that the changeset does has succeeded: then a failure leaves
	 * everything as it was, on databases without transactional DDL too.
	 * @return {@code false} once one of its statements took effect
	 */
	public boolean isUntouched() {
		return !this.touched;
	}

	void touched() {
		this.touched = true;
	}

	void begins(String sql) {
		this.listener.begins(sql);
	}

	void transactionEnded() {
		this.dirty = false;
		this.patience.forget();
	}

	/**
	 * Run a statement in its safe form, if it has one and needs it.
	 * @param sql its text
	 * @return whether it was run
	 * @throws SQLException if it fails, or would make the application wait whatever form
	 * it took
	 */
	boolean runOnline(String sql) throws SQLException {
		SqlStatement statement = recognise(sql);
		List<Step> steps = (statement != null) ? steps(statement) : null;
		if (statement == null || steps == null) {
			return false;
		}
		this.steps.take(statement, steps);
		tellShape(statement);
		return true;
	}

	/**
	 * Run a statement as it is.
	 * @param handle the statement that Liquibase made
	 * @param sql its text
	 * @return as {@link Statement#execute(String)}
	 * @throws SQLException if it fails
	 */
	boolean execute(Statement handle, String sql) throws SQLException {
		SqlStatement statement = recognise(sql);
		StatementClass type = (statement != null) ? StatementClass.of(statement) : StatementClass.OTHER;
		if (type != StatementClass.OTHER) {
			this.listener.begins(sql);
		}
		boolean result = this.patience.run(statement, isMeant(statement) ? StatementClass.OTHER : type, !this.dirty,
				() -> this.steps.run(handle, type, sql));
		touched();
		if (statement != null) {
			remember(statement);
			tellShape(statement);
		}
		boolean holds = this.engine.transactionalDdl() || type == StatementClass.OTHER;
		this.dirty = holds && (this.dirty || !this.connection.getAutoCommit());
		return result;
	}

	/**
	 * What would have a safe form and is not to take it needs its time, and whoever wants
	 * it so has accepted that others wait.
	 */
	private boolean isMeant(@Nullable SqlStatement statement) {
		return this.plain && statement != null && this.forms != null && this.forms.of(statement) != null
				&& StatementClass.of(statement) == StatementClass.INSTANT;
	}

	private @Nullable SqlStatement recognise(String sql) {
		List<SqlStatement> statements = this.recogniser.recognise(sql);
		return (statements.size() == 1) ? statements.get(0) : null;
	}

	private void remember(SqlStatement statement) throws SQLException {
		for (Operation operation : statement.operations()) {
			if (operation instanceof CreateTable create && !PERHAPS_OLD.matcher(statement.text()).matches()) {
				this.born.add(create.table());
			}
		}
	}

	private void tellShape(SqlStatement statement) throws SQLException {
		if (ResultShape.mayBeChangedBy(statement) && !isBorn(statement)) {
			this.listener.shapeChanged();
		}
	}

	private @Nullable List<Step> steps(SqlStatement statement) throws SQLException {
		if (!this.rewrites || this.forms == null || this.dirty || !statement.isRecognised() || isBorn(statement)) {
			return null;
		}
		List<Step> steps = this.forms.of(statement);
		if (steps == null || this.forms.isPlainHarmless(statement, this.connection)) {
			return null;
		}
		String refusal = this.forms.refusal(statement, this.connection);
		if (refusal != null) {
			throw new NoOnlineFormException(statement.text(), refusal);
		}
		return steps.isEmpty() ? null : steps;
	}

	private boolean isBorn(SqlStatement statement) throws SQLException {
		for (Operation operation : statement.operations()) {
			if (operation.table() == null || !this.born.contains(operation.table())) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Stop what runs, from another thread: a statement that works long is cancelled, and
	 * none is tried again. What was done so far stays, and the next run goes on from
	 * there. Called again, it cancels what began in between.
	 */
	public void stop() {
		this.patience.stop();
		this.steps.cancel();
	}

}
