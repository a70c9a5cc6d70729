package io.expandcontract.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import liquibase.database.Database;

/**
 * Two triggers, the one for updates first, so that no row is given a value that a write
 * of the release before would leave behind. Texts are compared as bytes: a collation
 * takes "Jose" for "José".
 */
final class MySqlSyncTriggers extends SyncTriggers {

	MySqlSyncTriggers(Database database, ColumnSync sync) {
		super(database, sync);
	}

	@Override
	List<String> create(List<String> present) {
		Map<String, String> statements = new LinkedHashMap<>();
		bodies().forEach((trigger, body) -> statements.put(trigger, "create trigger %s before %s on %s for each row\n%s"
			.formatted(beside(trigger), trigger.substring(trigger.length() - 6), table(), body)));
		return withoutPresent(statements, present);
	}

	/**
	 * Return what the triggers do, as the catalog shows it.
	 * @return bodies by name
	 */
	Map<String, String> bodies() {
		List<ColumnSync.Column> columns = sync().columns();
		List<ColumnSync.Column> former = sync().formerColumns();
		Map<String, String> bodies = new LinkedHashMap<>();
		bodies.put(sync().name() + "_update", body(changed(columns), changed(former)));
		bodies.put(sync().name() + "_insert", body(given(columns), given(former)));
		return bodies;
	}

	private String body(String byNewRelease, String byFormerRelease) {
		return """
				begin
				  if @ec_backfill is null then
				    if %s then
				      if not (%s) then
				        %s
				      end if;
				    elseif %s then
				      %s
				    end if;
				  end if;
				end""".formatted(byNewRelease, corresponds(), assign(sync().formerColumns(), "\n        "),
				byFormerRelease, assign(sync().columns(), "\n      "));
	}

	/**
	 * Return a condition that is true if the new columns are what the former ones say.
	 */
	String corresponds() {
		return each(sync().columns(), " and ", (column) -> same("NEW." + column(column), value(column)));
	}

	private String changed(List<ColumnSync.Column> columns) {
		return "not (" + each(columns, " and ",
				(column) -> "NEW.%1$s <=> OLD.%1$s and cast(NEW.%1$s as binary) <=> cast(OLD.%1$s as binary)"
					.formatted(column(column)))
				+ ")";
	}

	private String given(List<ColumnSync.Column> columns) {
		return each(columns, " or ", (column) -> "NEW." + column(column) + " is not null");
	}

	/**
	 * Numbers and times are compared as such; the character set of those is "binary".
	 */
	private static String same(String column, String value) {
		return "%1$s <=> %2$s and (charset(%1$s) = 'binary' or cast(%1$s as binary) <=> cast(%2$s as binary))"
			.formatted(column, value);
	}

	private String assign(List<ColumnSync.Column> columns, String delimiter) {
		return each(columns, delimiter, (column) -> "set NEW.%s = %s;".formatted(column(column), value(column)));
	}

	@Override
	List<String> drop() {
		return List.of("drop trigger if exists " + beside(sync().name() + "_update"),
				"drop trigger if exists " + beside(sync().name() + "_insert"));
	}

}
