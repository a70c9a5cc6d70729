package io.expandcontract.autogenerate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.expandcontract.autogenerate.Constraint.Action;
import io.expandcontract.autogenerate.Constraint.Check;
import io.expandcontract.autogenerate.Constraint.ForeignKey;
import io.expandcontract.autogenerate.Constraint.Index;
import io.expandcontract.autogenerate.Constraint.PrimaryKey;
import io.expandcontract.autogenerate.Constraint.Unique;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads H2's information schema.
 */
final class H2Catalog extends CatalogReader {

	private static final String TABLES = """
			select TABLE_NAME, REMARKS from INFORMATION_SCHEMA.TABLES
			where TABLE_SCHEMA = current_schema and TABLE_TYPE = 'BASE TABLE'
			""";

	private static final String COLUMNS = """
			select TABLE_NAME, COLUMN_NAME, data_type_sql(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER),
			  IS_NULLABLE = 'YES', COLUMN_DEFAULT, IS_IDENTITY = 'YES', GENERATION_EXPRESSION, REMARKS
			from INFORMATION_SCHEMA.COLUMNS
			where TABLE_SCHEMA = current_schema
			order by TABLE_NAME, ORDINAL_POSITION
			""";

	private static final String KEYS = """
			select c.TABLE_NAME, c.CONSTRAINT_NAME, c.CONSTRAINT_TYPE,
			  (select array_agg(k.COLUMN_NAME order by k.ORDINAL_POSITION) from INFORMATION_SCHEMA.KEY_COLUMN_USAGE k
			    where k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA and k.CONSTRAINT_NAME = c.CONSTRAINT_NAME),
			  t.TABLE_NAME,
			  (select array_agg(u.COLUMN_NAME order by k.ORDINAL_POSITION)
			    from INFORMATION_SCHEMA.KEY_COLUMN_USAGE k join INFORMATION_SCHEMA.KEY_COLUMN_USAGE u
			      on u.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA and u.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
			      and u.ORDINAL_POSITION = k.POSITION_IN_UNIQUE_CONSTRAINT
			    where k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA and k.CONSTRAINT_NAME = c.CONSTRAINT_NAME),
			  r.DELETE_RULE, r.UPDATE_RULE, h.CHECK_CLAUSE
			from INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
			left join INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
			  on r.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA and r.CONSTRAINT_NAME = c.CONSTRAINT_NAME
			left join INFORMATION_SCHEMA.TABLE_CONSTRAINTS t
			  on t.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA and t.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
			left join INFORMATION_SCHEMA.CHECK_CONSTRAINTS h
			  on h.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA and h.CONSTRAINT_NAME = c.CONSTRAINT_NAME
			where c.TABLE_SCHEMA = current_schema
			order by c.TABLE_NAME, c.CONSTRAINT_NAME
			""";

	private static final String INDEXES = """
			select i.TABLE_NAME, i.INDEX_NAME, i.INDEX_TYPE_NAME,
			  array_agg(c.COLUMN_NAME order by c.ORDINAL_POSITION),
			  listagg(c.COLUMN_NAME || ' ' || c.ORDERING_SPECIFICATION, ', ') within group (order by c.ORDINAL_POSITION),
			  bool_and(c.ORDERING_SPECIFICATION = 'ASC')
			from INFORMATION_SCHEMA.INDEXES i
			join INFORMATION_SCHEMA.INDEX_COLUMNS c on c.INDEX_SCHEMA = i.INDEX_SCHEMA and c.INDEX_NAME = i.INDEX_NAME
			where i.TABLE_SCHEMA = current_schema and not i.IS_GENERATED
			  and i.INDEX_TYPE_NAME in ('INDEX', 'UNIQUE INDEX')
			group by i.TABLE_NAME, i.INDEX_NAME, i.INDEX_TYPE_NAME
			order by i.TABLE_NAME, i.INDEX_NAME
			""";

	private static final String SEQUENCES = """
			select SEQUENCE_NAME, START_VALUE, "INCREMENT" from INFORMATION_SCHEMA.SEQUENCES
			where SEQUENCE_SCHEMA = current_schema and SEQUENCE_NAME not like 'SYSTEM\\_SEQUENCE\\_%' escape '\\'
			order by SEQUENCE_NAME
			""";

	@Override
	Schema read(JdbcTemplate jdbc, Set<String> excluded) {
		TableBuilder tables = new TableBuilder(excluded);
		each(jdbc, TABLES, (row) -> tables.table(row.getString(1), row.getString(2)));
		each(jdbc, COLUMNS, (row) -> tables.column(row.getString(1), column(row)));
		each(jdbc, KEYS, (row) -> tables.constraint(row.getString(1), key(row)));
		each(jdbc, INDEXES, (row) -> tables.constraint(row.getString(1), index(row)));
		return new Schema(tables.build(),
				jdbc.query(SEQUENCES, (row, number) -> new Sequence(row.getString(1), row.getLong(2), row.getLong(3))),
				List.of());
	}

	private static Column column(ResultSet row) throws SQLException {
		@Nullable String generated = row.getString(7);
		return new Column(row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5), row.getBoolean(6),
				generated, null, row.getString(8));
	}

	private static Constraint key(ResultSet row) throws SQLException {
		String name = row.getString(2);
		return switch (row.getString(3)) {
			case "PRIMARY KEY" -> new PrimaryKey(name, list(row, 4));
			case "UNIQUE" -> new Unique(name, list(row, 4), false);
			case "FOREIGN KEY" -> new ForeignKey(name, list(row, 4), row.getString(5), list(row, 6),
					Action.of(row.getString(7)), Action.of(row.getString(8)), false);
			default -> new Check(name, row.getString(9), null);
		};
	}

	private static Constraint index(ResultSet row) throws SQLException {
		String name = row.getString(2);
		boolean unique = row.getString(3).startsWith("UNIQUE");
		if (!row.getBoolean(6)) {
			return new Index(name, List.of(), (unique ? "unique " : "") + "(" + row.getString(5) + ")");
		}
		return unique ? new Unique(name, list(row, 4), true) : new Index(name, list(row, 4), null);
	}

	private static List<String> list(ResultSet row, int index) throws SQLException {
		return Arrays.stream((Object[]) row.getArray(index).getArray()).map(String::valueOf).toList();
	}

}
