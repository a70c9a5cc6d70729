package io.expandcontract.autogenerate;

import java.sql.ResultSet;
import java.sql.SQLException;
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
 * Reads PostgreSQL's catalog, letting the server spell types and expressions.
 */
final class PostgreSqlCatalog extends CatalogReader {

	private static final String TABLES = """
			select c.relname, obj_description(c.oid, 'pg_class')
			from pg_class c
			where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			""";

	private static final String COLUMNS = """
			select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull,
			  pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> '',
			  a.attidentity <> '' or exists (
			    select from pg_depend s join pg_class q on q.oid = s.objid and q.relkind = 'S'
			    where s.refobjid = c.oid and s.refobjsubid = a.attnum and s.deptype = 'a'
			      and pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'),
			  (select l.collname from pg_collation l, pg_type t
			    where l.oid = a.attcollation and t.oid = a.atttypid and a.attcollation <> t.typcollation),
			  col_description(c.oid, a.attnum)
			from pg_attribute a join pg_class c on c.oid = a.attrelid
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			  and a.attnum > 0 and not a.attisdropped
			order by c.relname, a.attnum
			""";

	private static final String CONSTRAINTS = """
			select c.relname, k.conname, k.contype::text, pg_get_expr(k.conbin, k.conrelid), f.relname,
			  k.confdeltype::text, k.confupdtype::text,
			  array(select a.attname::text from unnest(k.conkey) with ordinality p(n, i)
			    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.n order by p.i),
			  array(select a.attname::text from unnest(k.confkey) with ordinality p(n, i)
			    join pg_attribute a on a.attrelid = k.confrelid and a.attnum = p.n order by p.i)
			from pg_constraint k join pg_class c on c.oid = k.conrelid
			left join pg_class f on f.oid = k.confrelid
			where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			  and k.contype in ('p', 'u', 'f', 'c')
			order by c.relname, k.conname
			""";

	private static final String INDEXES = """
			select c.relname, n.relname, i.indisunique,
			  i.indpred is null and i.indexprs is null and m.amname = 'btree'
			    and not exists (select from unnest(i.indoption) o where o <> 0),
			  substring(pg_get_indexdef(i.indexrelid) from ' USING (.*)$'),
			  array(select a.attname::text from generate_series(0, i.indnkeyatts - 1) k
			    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k] order by k)
			from pg_index i join pg_class c on c.oid = i.indrelid
			join pg_class n on n.oid = i.indexrelid join pg_am m on m.oid = n.relam
			where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			  and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
			order by c.relname, n.relname
			""";

	private static final String SEQUENCES = """
			select c.relname, s.seqstart, s.seqincrement
			from pg_class c join pg_sequence s on s.seqrelid = c.oid
			where c.relnamespace = current_schema()::regnamespace
			  and not exists (select from pg_depend d
			    where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i'))
			order by c.relname
			""";

	private static final String ENUMS = """
			select t.typname, array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder)
			from pg_type t
			where t.typnamespace = current_schema()::regnamespace and t.typtype = 'e'
			order by t.typname
			""";

	@Override
	Schema read(JdbcTemplate jdbc, Set<String> excluded) {
		TableBuilder tables = new TableBuilder(excluded);
		each(jdbc, TABLES, (row) -> tables.table(row.getString(1), row.getString(2)));
		each(jdbc, COLUMNS, (row) -> tables.column(row.getString(1), column(row)));
		each(jdbc, CONSTRAINTS, (row) -> tables.constraint(row.getString(1), constraint(row)));
		each(jdbc, INDEXES, (row) -> tables.constraint(row.getString(1), index(row)));
		return new Schema(tables.build(),
				jdbc.query(SEQUENCES, (row, number) -> new Sequence(row.getString(1), row.getLong(2), row.getLong(3))),
				jdbc.query(ENUMS, (row, number) -> new EnumType(row.getString(1), list(row, 2))));
	}

	private static Column column(ResultSet row) throws SQLException {
		@Nullable String expression = row.getString(5);
		boolean generated = row.getBoolean(6);
		boolean autoIncrement = row.getBoolean(7);
		return new Column(row.getString(2), row.getString(3), row.getBoolean(4),
				(generated || autoIncrement) ? null : expression, autoIncrement, generated ? expression : null,
				row.getString(8), row.getString(9));
	}

	private static Constraint constraint(ResultSet row) throws SQLException {
		String name = row.getString(2);
		return switch (row.getString(3)) {
			case "p" -> new PrimaryKey(name, list(row, 8));
			case "u" -> new Unique(name, list(row, 8), false);
			case "f" -> new ForeignKey(name, list(row, 8), row.getString(5), list(row, 9), Action.of(row.getString(6)),
					Action.of(row.getString(7)), false);
			default -> new Check(name, row.getString(4), null);
		};
	}

	private static Constraint index(ResultSet row) throws SQLException {
		String name = row.getString(2);
		boolean unique = row.getBoolean(3);
		if (!row.getBoolean(4)) {
			return new Index(name, List.of(), (unique ? "unique " : "") + row.getString(5));
		}
		return unique ? new Unique(name, list(row, 6), true) : new Index(name, list(row, 6), null);
	}

	private static List<String> list(ResultSet row, int index) throws SQLException {
		return List.of((String[]) row.getArray(index).getArray());
	}

}
