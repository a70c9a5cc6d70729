package io.expandcontract.safety;

import io.expandcontract.sql.Operation;
import io.expandcontract.sql.SqlStatement;
import liquibase.change.Change;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a changeset does, with where it comes from.
 *
 * @param change the change
 * @param operation what it does
 * @param statement the SQL that does it, or {@code null} if Liquibase writes it
 */
public record Effect(Change change, Operation operation, @Nullable SqlStatement statement) {

	/**
	 * Say what is done.
	 * @return words for people, such as "drop the column t.c"
	 */
	public String words() {
		return Words.of(this.operation);
	}

}
