package io.expandcontract.online;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a safe form, in a transaction of its own.
 *
 * @param sql the statement
 * @param type how long it may wait and work
 * @param alternatives other forms of it, for when the server refuses this one
 * @param unless a query for one boolean: whether the step was taken before, by a run that
 * died; {@code null} if it does no harm twice
 */
record Step(String sql, StatementClass type, List<String> alternatives, @Nullable String unless) {

	Step(String sql, StatementClass type, @Nullable String unless) {
		this(sql, type, List.of(), unless);
	}

}
