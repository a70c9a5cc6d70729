package io.expandcontract.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.expandcontract.sql.RowExpression;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The table as it is in the database, judged before triggers are made on it.
 */
final class SyncedTable {

	private final SyncTriggers triggers;

	private final JdbcTemplate jdbc;

	private final TableFacts facts;

	private SyncedTable(SyncTriggers triggers, JdbcTemplate jdbc, TableFacts facts) {
		this.triggers = triggers;
		this.jdbc = jdbc;
		this.facts = facts;
	}

	/**
	 * Look at the table.
	 * @param database the database
	 * @param triggers what is to be made
	 * @return the table, or {@code null} where nothing can be asked, or the columns are
	 * not there yet, as when SQL is only shown
	 */
	static @Nullable SyncedTable of(Database database, SyncTriggers triggers) {
		if (!(database.getConnection() instanceof JdbcConnection connection)) {
			return null;
		}
		JdbcTemplate jdbc = new JdbcTemplate(
				new SingleConnectionDataSource(connection.getUnderlyingConnection(), true));
		TableFacts facts = (triggers instanceof MySqlSyncTriggers)
				? new MySqlTableFacts(jdbc)
					.of(database.escapeTableName(null, triggers.sync().schema(), triggers.sync().table()))
				: new PostgreSqlTableFacts(jdbc).of(triggers.table());
		if (facts == null
				|| !triggers.sync().all().stream().map(triggers::name).allMatch(facts.columns()::containsKey)) {
			return null;
		}
		return new SyncedTable(triggers, jdbc, facts);
	}

	/**
	 * Refuse what triggers would not keep in step, or what would fail for an application
	 * that writes.
	 * @throws SyncRefusedException with every reason
	 */
	void requireFit() {
		List<String> reasons = new ArrayList<>(this.facts.problems());
		for (ColumnSync.Column column : this.triggers.sync().all()) {
			TableFacts.ColumnFacts facts = this.facts.columns().get(this.triggers.name(column));
			if (facts != null) {
				facts.problems().forEach((problem) -> reasons.add(column.name() + " " + problem));
			}
			undeclared(column).forEach((name) -> reasons.add("the expression of " + column.name() + " names " + name
					+ ", which is neither among columns nor formerColumns, so that a change of it would go unnoticed"));
		}
		where(this.triggers.sync().columns(), TableFacts.ColumnFacts::hasDefault).forEach(
				(column) -> reasons.add(column + " has a default, so that a row of the release before would look as "
						+ "if the new one had written it. Drop the default: the triggers give a value"));
		where(this.triggers.sync().all(), TableFacts.ColumnFacts::mustBeGiven)
			.forEach((column) -> reasons.add(column + " is NOT NULL without default, and one of the releases does not "
					+ "write it. Let it be null: dropNotNullConstraint before, NOT NULL again in contract"));
		this.facts.triggers().forEach((name, text) -> other(name, text, reasons));
		if (reasons.isEmpty()) {
			tryExpressions();
		}
		else {
			throw new SyncRefusedException(this.triggers.sync(), String.join("; ", reasons));
		}
	}

	private List<String> undeclared(ColumnSync.Column column) {
		Set<String> declared = this.triggers.sync().all().stream().map(this.triggers::name).collect(Collectors.toSet());
		return this.triggers.expression(column)
			.names()
			.stream()
			.filter((name) -> this.facts.columns().containsKey(name) && !declared.contains(name))
			.toList();
	}

	private List<String> where(List<ColumnSync.Column> columns, Predicate<TableFacts.ColumnFacts> condition) {
		return columns.stream().filter((column) -> {
			TableFacts.ColumnFacts facts = this.facts.columns().get(this.triggers.name(column));
			return facts != null && condition.test(facts);
		}).map(ColumnSync.Column::name).toList();
	}

	private void other(String name, String text, List<String> reasons) {
		String own = this.triggers.sync().name();
		if (name.equals(own + "_insert") || name.equals(own + "_update")) {
			return;
		}
		this.triggers.sync()
			.all()
			.stream()
			.filter((column) -> RowExpression.isMentioned(text, this.triggers.dialect(), this.triggers.name(column)))
			.findFirst()
			.ifPresent((column) -> reasons.add("the trigger " + name + " names " + column.name()
					+ " too, and which of the two comes last is not theirs to say. "
					+ (name.startsWith("ec_sync_") ? "Contract the release that made it first"
							: "Drop it, or do in the expressions what it does")));
	}

	/**
	 * Run the expressions over rows that are there: what fails here would fail for the
	 * application.
	 */
	private void tryExpressions() {
		String values = this.triggers.each(this.triggers.sync().all(), ", ",
				(column) -> "count(" + column.expression() + ")");
		try {
			this.jdbc.queryForList("""
					select %s
					from (select * from %s limit 1000) ec_row
					""".formatted(values, this.triggers.table()));
		}
		catch (DataAccessException ex) {
			throw new SyncRefusedException(this.triggers.sync(),
					"an expression fails on rows that are there: " + ex.getMostSpecificCause().getMessage());
		}
	}

	/**
	 * Return the triggers that need not be made again.
	 * @return names
	 * @throws SyncRefusedException if one of the name does something else
	 */
	List<String> triggersAsDeclared() {
		if (!(this.triggers instanceof MySqlSyncTriggers declared)) {
			return List.of();
		}
		Map<String, String> bodies = declared.bodies();
		List<String> present = new ArrayList<>();
		bodies.forEach((name, body) -> {
			String there = this.facts.triggers().get(name);
			if (there != null && !there.strip().equals(body.strip())) {
				throw new SyncRefusedException(this.triggers.sync(), "the trigger " + name
						+ " is there and does something else. Drop it by dropSyncColumns in a changeset before");
			}
			if (there != null) {
				present.add(name);
			}
		});
		return present;
	}

}
