package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.expandcontract.database.Engine;
import io.expandcontract.sql.SqlStatement;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of a safe form, each in a transaction of its own, and knows what works
 * long, so that it can be cancelled.
 */
final class StepRunner {

	private static final Log logger = LogFactory.getLog(StepRunner.class);

	/** Class of SQL states. */
	private static final String VIOLATION = "23";

	private final Engine engine;

	private final @Nullable OnlineForms forms;

	private final Connection connection;

	private final Patience patience;

	private final OnlineDdl ddl;

	private volatile @Nullable Statement running;

	StepRunner(Engine engine, @Nullable OnlineForms forms, Connection connection, Patience patience, OnlineDdl ddl) {
		this.engine = engine;
		this.forms = forms;
		this.connection = connection;
		this.patience = patience;
		this.ddl = ddl;
	}

	/**
	 * Take the steps of a statement that were not taken before.
	 * @param statement the statement
	 * @param steps its safe form
	 * @throws SQLException if one fails
	 */
	void take(SqlStatement statement, List<Step> steps) throws SQLException {
		boolean transaction = !this.connection.getAutoCommit();
		if (transaction) {
			this.connection.rollback();
			this.connection.setAutoCommit(true);
		}
		try {
			takeAll(statement, steps);
		}
		finally {
			if (transaction) {
				this.connection.setAutoCommit(false);
			}
		}
	}

	private void takeAll(SqlStatement statement, List<Step> steps) throws SQLException {
		OnlineForms known = forms();
		try {
			known.cleanUp(statement, this.connection);
			take(statement, steps, true);
		}
		catch (SQLException ex) {
			try {
				this.patience.reset();
				known.cleanUp(statement, this.connection);
				if (String.valueOf(ex.getSQLState()).startsWith(VIOLATION)) {
					take(statement, known.undo(statement), false);
				}
			}
			catch (SQLException left) {
				logger.warn("What a failed statement left could not be taken away; the next run does: "
						+ left.getMessage());
			}
			throw ex;
		}
	}

	private void take(SqlStatement statement, List<Step> steps, boolean first) throws SQLException {
		boolean breathed = first;
		for (Step step : steps) {
			if (step.unless() == null || !Queries.isTrue(this.connection, step.unless())) {
				if (!breathed) {
					this.patience.breathe();
				}
				take(statement, step);
				breathed = false;
			}
		}
	}

	private void take(SqlStatement statement, Step step) throws SQLException {
		List<String> texts = new ArrayList<>(List.of(step.sql()));
		texts.addAll(step.alternatives());
		SQLException refused = null;
		for (String text : texts) {
			try {
				this.ddl.begins(text);
				this.patience.run(statement, step.type(), true, () -> run(step, text));
				this.ddl.touched();
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
			return execute(statement, sql);
		}
	}

	/**
	 * Run a statement as it is.
	 * @param statement what runs it
	 * @param type its class
	 * @param sql its text
	 * @return as {@link Statement#execute(String)}
	 * @throws SQLException if it fails
	 */
	boolean run(Statement statement, StatementClass type, String sql) throws SQLException {
		if (type == StatementClass.INSTANT && this.forms != null && !this.connection.getAutoCommit()) {
			this.forms.flushTransactionLater(this.connection);
		}
		boolean isLong = type == StatementClass.BUILD || type == StatementClass.VALIDATION;
		return isLong ? execute(statement, sql) : statement.execute(sql);
	}

	private boolean execute(Statement statement, String sql) throws SQLException {
		this.running = statement;
		try {
			return statement.execute(sql);
		}
		finally {
			this.running = null;
		}
	}

	/**
	 * Cancel what works long, from another thread.
	 */
	void cancel() {
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

}
