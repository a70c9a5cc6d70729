package io.expandcontract.online;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Recogniser;
import io.expandcontract.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Shows the form in which statements would run on tables that have rows.
 */
public final class OnlinePreview {

	private final Recogniser recogniser;

	private final @Nullable OnlineForms forms;

	/**
	 * Create a preview.
	 * @param dialect the database's SQL
	 */
	public OnlinePreview(Dialect dialect) {
		this.recogniser = new Recogniser(dialect);
		this.forms = OnlineForms.of(dialect, Long.MAX_VALUE);
	}

	/**
	 * Return whether a statement of its own would take another form on a table that has
	 * rows.
	 * @param operation all that it does
	 * @return {@code true} if there is a safe form; on MySQL and MariaDB the server may
	 * still refuse it
	 */
	public boolean hasForm(Operation operation) {
		List<Step> steps = (this.forms != null) ? this.forms.of(new SqlStatement("alter", List.of(operation), Map.of()))
				: null;
		return steps != null && !steps.isEmpty();
	}

	/**
	 * Return the form of a statement.
	 * @param sql the statement
	 * @return the statements that would run in its place, or itself
	 */
	public List<String> of(String sql) {
		List<SqlStatement> statements = this.recogniser.recognise(sql);
		List<Step> steps = (this.forms != null && statements.size() == 1 && statements.get(0).isRecognised())
				? this.forms.of(statements.get(0)) : null;
		return (steps != null && !steps.isEmpty()) ? steps.stream().flatMap(OnlinePreview::shown).toList()
				: List.of(sql);
	}

	private static Stream<String> shown(Step step) {
		return Stream.concat(Stream.of(step.sql()),
				step.alternatives().stream().map((form) -> "-- or, if refused: " + form));
	}

}
