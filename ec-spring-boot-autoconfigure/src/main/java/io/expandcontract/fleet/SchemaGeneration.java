package io.expandcontract.fleet;

import java.util.List;

import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A number that grows whenever a run has changed what queries return, so that every
 * instance learns that statements which it prepared before are of no use.
 */
public final class SchemaGeneration {

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	private @Nullable Long seen;

	/**
	 * Create it.
	 * @param tables the starter's tables
	 * @param jdbc the database
	 */
	public SchemaGeneration(StarterTables tables, JdbcTemplate jdbc) {
		this.tables = tables;
		this.jdbc = jdbc;
	}

	/**
	 * Begin the next one, in the present transaction if there is one: whoever sees the
	 * number sees the change.
	 */
	public void next() {
		int updated = this.jdbc.update(this.tables.sql("""
				update {GENERATION} set GENERATION = GENERATION + 1 where FLEET = ?
				"""), this.tables.fleet());
		if (updated == 0) {
			this.jdbc.update(this.tables.sql("insert into {GENERATION} (FLEET, GENERATION) values (?, 1)"),
					this.tables.fleet());
		}
	}

	/**
	 * Look whether another one has begun since the last look.
	 * @return {@code false} at the first look
	 * @throws DataAccessException if the database cannot be asked
	 */
	public synchronized boolean hasChanged() {
		List<Long> rows = this.jdbc.queryForList(this.tables.sql("select GENERATION from {GENERATION} where FLEET = ?"),
				Long.class, this.tables.fleet());
		long now = rows.isEmpty() ? 0 : rows.get(0);
		boolean changed = this.seen != null && this.seen != now;
		this.seen = now;
		return changed;
	}

}
