package io.expandcontract.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Creates the starter's tables, and knows whether they are there. The tables change as an
 * application's do, by expanding, so a newer version serves an older starter.
 */
public final class TableInstaller {

	/** The version of the tables that this code reads and writes. */
	public static final int VERSION = 4;

	private final StarterTables tables;

	/**
	 * Create the installer.
	 * @param tables the tables' names
	 */
	public TableInstaller(StarterTables tables) {
		this.tables = tables;
	}

	/**
	 * Return whether the tables have at least this version and the fleet its row.
	 * @param jdbc the database, in autocommit mode
	 * @return {@code false} if {@link #install} has work to do
	 */
	public boolean isInstalled(JdbcTemplate jdbc) {
		try {
			Integer version = jdbc.queryForObject(this.tables.sql("""
					select max(v.VERSION) from {VERSION} v join {FLEET} f on f.FLEET = ?
					"""), Integer.class, this.tables.fleet());
			return version != null && version >= VERSION;
		}
		catch (BadSqlGrammarException ex) {
			return false;
		}
	}

	/**
	 * Create what is missing. Safe to repeat; to be called under the migration lock.
	 * @param jdbc the migration connection, in autocommit mode
	 * @throws DataAccessException if the user has no right to create tables
	 */
	public void install(JdbcTemplate jdbc) {
		missing(jdbc).forEach(jdbc::execute);
		jdbc.update(this.tables.sql("""
				insert into {VERSION} (VERSION, FLEET, INSTALLED_AT)
				select %d, ?, {now} from (select count(*) as PRESENT from {VERSION} where VERSION >= %d) v
				where v.PRESENT = 0
				""".formatted(VERSION, VERSION)), this.tables.fleet());
		jdbc.update(this.tables.sql("""
				insert into {FLEET} (FLEET, OBSERVED_EPOCH, EPOCH_SINCE, OBSERVED_SINCE, OBSERVED_AT)
				select ?, {epoch}, 0, {now}, {now} from (select count(*) as PRESENT from {FLEET} where FLEET = ?) f
				where f.PRESENT = 0
				"""), this.tables.fleet(), this.tables.fleet());
	}

	/**
	 * Return the DDL that brings the tables to this version.
	 * @param jdbc the database, in autocommit mode
	 * @return statements, in order, none if nothing is missing
	 */
	public List<String> missing(JdbcTemplate jdbc) {
		List<String> statements = new ArrayList<>();
		for (StarterTable table : StarterTable.values()) {
			if (!exists(jdbc, "1", table)) {
				statements.add(this.tables.sql(table.definition()));
			}
			else {
				table.additions()
					.stream()
					.filter((column) -> !exists(jdbc, column.substring(0, column.indexOf(' ')), table))
					.map((column) -> "alter table " + this.tables.name(table) + " add " + column)
					.forEach(statements::add);
			}
		}
		return statements;
	}

	private boolean exists(JdbcTemplate jdbc, String column, StarterTable table) {
		try {
			jdbc.queryForList(this.tables.sql("select " + column + " from {" + table.name() + "} where 1 = 0"));
			return true;
		}
		catch (BadSqlGrammarException ex) {
			return false;
		}
	}

	/**
	 * Return the DDL of a new installation, for a person who has the right to run it.
	 * @return statements, in order
	 */
	public List<String> statements() {
		List<String> statements = new ArrayList<>();
		Arrays.stream(StarterTable.values()).forEach((table) -> statements.add(this.tables.sql(table.definition())));
		return statements;
	}

}
