package io.expandcontract.sync;

import java.util.ArrayList;
import java.util.List;

import liquibase.database.Database;

/**
 * One function and two triggers. Values are compared byte by byte, whatever their type;
 * the conditions are the triggers' own, so that a write of other columns costs nothing.
 */
final class PostgreSqlSyncTriggers extends SyncTriggers {

	private static final String NOT_THE_BACKFILL = "coalesce(current_setting('ec.backfill', true), '') <> 'on'";

	PostgreSqlSyncTriggers(Database database, ColumnSync sync) {
		super(database, sync);
	}

	@Override
	List<String> create(List<String> present) {
		String name = sync().name();
		List<ColumnSync.Column> all = sync().all();
		return List.of(function(), """
				create or replace trigger %s_insert before insert on %s for each row
				when (%s) execute function %s()""".formatted(name, table(), NOT_THE_BACKFILL, beside(name)),
				"""
						create or replace trigger %s_update before update of %s on %s for each row
						when (record_image_ne(row(%s), row(%s)) and %s) execute function %s()""".formatted(name,
						each(all, ", ", this::column), table(), of("OLD", all), of("NEW", all), NOT_THE_BACKFILL,
						beside(name)));
	}

	private String function() {
		List<ColumnSync.Column> columns = sync().columns();
		List<ColumnSync.Column> former = sync().formerColumns();
		List<String> variables = new ArrayList<>();
		for (int index = 0; index < columns.size(); index++) {
			variables.add("value_" + (index + 1));
		}
		return """
				create or replace function %s() returns trigger language plpgsql as $ec_sync$
				declare
				  by_new_release boolean;
				  %s
				begin
				  if TG_OP = 'INSERT' then
				    by_new_release := num_nonnulls(%s) > 0;
				  else
				    by_new_release := record_image_ne(row(%s), row(%s));
				  end if;
				  if by_new_release then
				    if record_image_ne(row(%s), row(%s)) then
				      %s
				    end if;
				  elsif TG_OP = 'UPDATE' or num_nonnulls(%s) > 0 then
				    %s
				  end if;
				  return NEW;
				end
				$ec_sync$""".formatted(beside(sync().name()),
				lines(variables, columns,
						(variable, column) -> "%s %s.%s%%type := %s;".formatted(variable, table(), column(column),
								value(column)),
						"\n  "),
				of("NEW", columns), of("OLD", columns), of("NEW", columns), String.join(", ", variables),
				of("NEW", columns),
				each(former, "\n      ", (column) -> "NEW.%s := %s;".formatted(column(column), value(column))),
				of("NEW", former), lines(variables, columns,
						(variable, column) -> "NEW.%s := %s;".formatted(column(column), variable), "\n    "));
	}

	private interface Line {

		String of(String variable, ColumnSync.Column column);

	}

	private static String lines(List<String> variables, List<ColumnSync.Column> columns, Line line, String delimiter) {
		List<String> lines = new ArrayList<>();
		for (int index = 0; index < columns.size(); index++) {
			lines.add(line.of(variables.get(index), columns.get(index)));
		}
		return String.join(delimiter, lines);
	}

	@Override
	List<String> drop() {
		String name = sync().name();
		return List.of("drop trigger if exists %s_update on %s".formatted(name, table()),
				"drop trigger if exists %s_insert on %s".formatted(name, table()),
				"drop function if exists %s()".formatted(beside(name)));
	}

}
