package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.expandcontract.database.Engine;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Recogniser;
import io.expandcontract.sql.SqlStatement;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of one run. A statement that lost its wait for a lock is tried
 * again beneath its changeset, as long as nothing else was done in the transaction: a
 * lock that is held meanwhile would make others wait. Otherwise the whole changeset is
 * rolled back and tried again by the caller.
 */
public final class OnlineDdl {

	private static final Log logger = LogFactory.getLog(OnlineDdl.class);

	private static final String PLAIN = "ec:plain-ddl";

	private final Engine engine;

	private final OnlineSettings settings;

	private final @Nullable OnlineForms forms;

	private final Recogniser recogniser;

	private final Connection connection;

	private final DdlListener listener;

	private final Patience patience;

	private final Set<String> born = new HashSet<>();

	private boolean rewrites;

	private boolean dirty;

	private boolean touched;

	private volatile @Nullable Statement running;

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
		this.forms = OnlineForms.of(dialect);
		this.recogniser = new Recogniser(dialect);
		this.connection = connection;
		this.listener = listener;
		this.patience = new Patience(engine, settings, this.forms, connection);
	}

	/**
	 * Return whether statements of a changeset may take other forms.
	 * @param changes how many changes it has: what stands beside others stays as it is,
	 * since a safe form cannot be rolled back with them
	 * @param comments the changeset's comments, in which its author may object
	 * @return {@code true} for a changeset of one change without an objection
	 */
	public static boolean mayTakeOtherForms(int changes, @Nullable String comments) {
		return changes == 1 && (comments == null || !comments.contains(PLAIN));
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
	 * @param rewrites whether its statements may take other forms: it has one change, and
	 * its author did not object
	 */
	public void begin(boolean rewrites) {
		this.rewrites = rewrites && this.settings.online();
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
		outsideTransaction(() -> take(statement, steps));
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
		boolean result = this.patience.run(statement, type, !this.dirty, () -> handle.execute(sql));
		touched();
		if (statement != null) {
			remember(statement);
			tellShape(statement);
		}
		boolean holds = this.engine.transactionalDdl() || type == StatementClass.OTHER;
		this.dirty = holds && (this.dirty || !this.connection.getAutoCommit());
		return result;
	}

	private @Nullable SqlStatement recognise(String sql) {
		List<SqlStatement> statements = this.recogniser.recognise(sql);
		return (statements.size() == 1) ? statements.get(0) : null;
	}

	private void remember(SqlStatement statement) {
		statement.operations().forEach((operation) -> {
			if (operation instanceof CreateTable create) {
				this.born.add(create.table().name());
			}
		});
	}

	private void tellShape(SqlStatement statement) {
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
		return steps;
	}

	private boolean isBorn(SqlStatement statement) {
		return statement.operations()
			.stream()
			.allMatch((operation) -> operation.table() != null && this.born.contains(operation.table().name()));
	}

	private void take(SqlStatement statement, List<Step> steps) throws SQLException {
		OnlineForms known = forms();
		try {
			known.cleanUp(statement, this.connection);
			boolean first = true;
			for (Step step : steps) {
				if (step.unless() == null || !Queries.isTrue(this.connection, step.unless())) {
					if (!first) {
						this.patience.breathe();
					}
					take(statement, step);
					first = false;
				}
			}
		}
		catch (SQLException ex) {
			try {
				this.patience.reset();
				known.cleanUp(statement, this.connection);
			}
			catch (SQLException left) {
				logger.debug("The next run cleans up", left);
			}
			throw ex;
		}
	}

	private void take(SqlStatement statement, Step step) throws SQLException {
		List<String> texts = new ArrayList<>(List.of(step.sql()));
		texts.addAll(step.alternatives());
		SQLException refused = null;
		for (String text : texts) {
			try {
				this.listener.begins(text);
				this.patience.run(statement, step.type(), true, () -> run(step, text));
				touched();
				return;
			}
			catch (SQLException ex) {
				if (!forms().isRefused(ex)) {
					throw ex;
				}
				refused = ex;
			}
		}
		if (refused != null) {
			throw new NoOnlineFormException(statement.text(), forms().plan(statement, refused), refused);
		}
	}

	private boolean run(Step step, String sql) throws SQLException {
		logger.debug(sql);
		if (step.type() != StatementClass.INSTANT) {
			return run(sql);
		}
		forms().flushLater(this.connection, true);
		try {
			return run(sql);
		}
		finally {
			forms().flushLater(this.connection, false);
			this.engine.commitDurably(this.connection);
		}
	}

	private boolean run(String sql) throws SQLException {
		try (Statement statement = physical().createStatement()) {
			this.running = statement;
			return statement.execute(sql);
		}
		finally {
			this.running = null;
		}
	}

	/**
	 * Stop what runs, from another thread: a statement is cancelled, and none is tried
	 * again. What was done so far stays, and the next run goes on from there.
	 */
	public void stop() {
		this.patience.stop();
		Statement statement = this.running;
		try {
			if (statement != null) {
				statement.cancel();
			}
		}
		catch (SQLException ex) {
			logger.debug("The statement could not be cancelled; it ends with its session", ex);
		}
	}

	/**
	 * Return the connection without its pool: some pools close a connection when the
	 * server says that it does not support something, which is an answer here.
	 */
	private Connection physical() throws SQLException {
		return this.connection.isWrapperFor(Connection.class) ? this.connection.unwrap(Connection.class)
				: this.connection;
	}

	private OnlineForms forms() {
		if (this.forms == null) {
			throw new IllegalStateException("There are no safe forms here");
		}
		return this.forms;
	}

	private void outsideTransaction(Action action) throws SQLException {
		boolean transaction = !this.connection.getAutoCommit();
		if (transaction) {
			this.connection.rollback();
			this.connection.setAutoCommit(true);
		}
		try {
			action.run();
		}
		finally {
			if (transaction) {
				this.connection.setAutoCommit(false);
			}
		}
	}

	@FunctionalInterface
	private interface Action {

		void run() throws SQLException;

	}

}
