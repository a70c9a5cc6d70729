package io.expandcontract.check;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the catalog of PostgreSQL. Looks at no row, and takes no lock but for the size of
 * a table of which there are no statistics at all.
 */
final class PostgreSqlFacts implements DatabaseFacts {

	private static final Log logger = LogFactory.getLog(PostgreSqlFacts.class);

	/** About what fits on a page of eight kilobytes where nobody knows better. */
	private static final int BYTES_OF_A_ROW = 80;

	/**
	 * A table that was never analysed has no estimate, or that of an empty one, so that
	 * the counters of the sessions are looked at, and if those are gone its size.
	 */
	private static final String TABLE = """
			select c.relkind = 'p', coalesce(case when c.relkind = 'p' then (
			         select sum(greatest(l.reltuples, pg_stat_get_live_tuples(l.oid),
			                             case when l.reltuples <= 0 then pg_relation_size(l.oid) / %1$d else 0 end))
			         from pg_partition_tree(c.oid) t join pg_class l on l.oid = t.relid where t.isleaf)
			       else greatest(c.reltuples, pg_stat_get_live_tuples(c.oid)) end, 0)::bigint, c.oid, c.relkind
			from pg_class c where c.oid = coalesce(to_regclass(?), to_regclass(?))
			""".formatted(BYTES_OF_A_ROW);

	private static final String SIZE = "select pg_relation_size(?::oid)";

	private static final String CONSTRAINTS = """
			select conname, contype, convalidated, pg_get_constraintdef(oid), array(
			         select a.attname from unnest(conkey) with ordinality k(n, place)
			         join pg_attribute a on a.attrelid = conrelid and a.attnum = k.n order by k.place)
			from pg_constraint where conrelid = ?::oid and contype in ('p', 'u', 'f', 'c', 'x', 'n')
			""";

	private static final String INDEXES = """
			select c.relname, i.indisunique, i.indisvalid, array(
			         select coalesce(a.attname, '') from unnest(i.indkey) with ordinality k(n, place)
			         left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n and k.n > 0
			         where k.place <= i.indnkeyatts order by k.place)
			from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = ?::oid
			""";

	/**
	 * A check or an index is made anew with the type of its column. What is here is not.
	 */
	private static final String DEPENDENTS = """
			select distinct a.attname, pg_describe_object(d.classid, d.objid, d.objsubid)
			from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
			where d.refclassid = 'pg_class'::regclass and d.refobjid = ?::oid and (
			  d.classid in ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass)
			  or (d.classid = 'pg_attrdef'::regclass and exists (
			    select 1 from pg_attrdef f where f.oid = d.objid and f.adnum <> d.refobjsubid)))
			""";

	private static final String DOMAIN = """
			with recursive types(oid) as (
			  select oid from pg_type where oid = to_regtype(?) and typtype = 'd'
			  union select t.typbasetype from pg_type t join types d on t.oid = d.oid where t.typtype = 'd')
			select coalesce(max(format_type(t.oid, null)) filter (where t.typtype <> 'd'), '')
			from types d join pg_type t on t.oid = d.oid
			where exists (select 1 from types d join pg_type t on t.oid = d.oid where t.typtype = 'd'
			              and (t.typnotnull or exists (select 1 from pg_constraint c where c.contypid = d.oid)))
			""";

	private final JdbcTemplate jdbc;

	private final @Nullable String schema;

	private @Nullable Integer version;

	private @Nullable Boolean newResultTypes;

	private final Map<Name, Table> tables = new HashMap<>();

	private final Map<Long, List<ConstraintFacts>> constraints = new HashMap<>();

	private final Map<Long, List<IndexFacts>> indexes = new HashMap<>();

	private final Map<Long, Map<String, List<String>>> dependents = new HashMap<>();

	private final Map<String, String> domains = new HashMap<>();

	private record Table(long oid, boolean partitioned, long rows) {

		/** The same answer whether it is missing or cannot be read. */
		static final Table UNKNOWN = new Table(0, false, -1);

	}

	PostgreSqlFacts(JdbcTemplate jdbc, @Nullable String schema) {
		this.jdbc = jdbc;
		this.schema = schema;
	}

	@Override
	public int version() {
		Integer known = this.version;
		if (known == null) {
			known = read(
					() -> this.jdbc.queryForObject("select current_setting('server_version_num')::int", Integer.class),
					0);
			this.version = known;
		}
		return known;
	}

	@Override
	public long rows(Name table) {
		return table(table).rows();
	}

	@Override
	public boolean isPartitioned(Name table) {
		return table(table).partitioned();
	}

	private Table table(Name name) {
		return this.tables.computeIfAbsent(name, (key) -> read(() -> find(name), Table.UNKNOWN));
	}

	private @Nullable Table find(Name name) {
		String in = (name.schema() != null) ? name.schema() : this.schema;
		String plain = quote(name.name());
		List<Table> found = this.jdbc.query(TABLE,
				(row, number) -> new Table(row.getLong(3), row.getBoolean(1), row.getLong(2)),
				(in != null) ? quote(in) + "." + plain : plain, (name.schema() != null) ? null : plain);
		return found.isEmpty() ? null : sized(found.get(0));
	}

	private Table sized(Table table) {
		if (table.rows() > 0 || table.partitioned()) {
			return table;
		}
		Long size = read(() -> this.jdbc.queryForObject(SIZE, Long.class, table.oid()), -1L);
		return new Table(table.oid(), false, (size > 0) ? Math.max(1, size / BYTES_OF_A_ROW) : size);
	}

	@Override
	public List<ConstraintFacts> constraints(Name table) {
		return this.constraints.computeIfAbsent(table(table).oid(),
				(oid) -> read(
						() -> this.jdbc.query(CONSTRAINTS,
								(row, number) -> new ConstraintFacts(row.getString(1), kind(row.getString(2)),
										strings(row.getArray(5)), row.getBoolean(3), row.getString(4)),
								oid),
						List.of()));
	}

	private static Kind kind(String type) {
		return switch (type) {
			case "p" -> Kind.PRIMARY_KEY;
			case "u" -> Kind.UNIQUE;
			case "f" -> Kind.FOREIGN_KEY;
			case "x" -> Kind.EXCLUSION;
			case "n" -> Kind.NOT_NULL;
			default -> Kind.CHECK;
		};
	}

	@Override
	public List<IndexFacts> indexes(Name table) {
		return this.indexes.computeIfAbsent(
				table(table).oid(), (
						oid) -> read(
								() -> this.jdbc.query(INDEXES, (row, number) -> new IndexFacts(row.getString(1),
										strings(row.getArray(4)), row.getBoolean(2), row.getBoolean(3)), oid),
								List.of()));
	}

	private static List<String> strings(Array array) throws SQLException {
		return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
	}

	@Override
	public List<String> dependents(Name table, String column) {
		return this.dependents.computeIfAbsent(table(table).oid(), (oid) -> read(() -> {
			Map<String, List<String>> found = new HashMap<>();
			this.jdbc.query(DEPENDENTS, (row) -> {
				found.merge(row.getString(1), List.of(row.getString(2)),
						(one, other) -> java.util.stream.Stream.concat(one.stream(), other.stream()).toList());
			}, oid);
			return found;
		}, Map.of())).getOrDefault(column, List.of());
	}

	@Override
	public String baseOfConstrainedDomain(String type) {
		return this.domains.computeIfAbsent(type,
				(name) -> read(() -> this.jdbc.queryForObject(DOMAIN, String.class, name), ""));
	}

	@Override
	public boolean failsOnNewResultTypes() {
		Boolean known = this.newResultTypes;
		if (known == null) {
			known = read(() -> this.jdbc.execute((ConnectionCallback<Boolean>) PostgreSqlFacts::failsOnNewResultTypes),
					false);
			this.newResultTypes = known;
		}
		return known;
	}

	private static boolean failsOnNewResultTypes(Connection connection) throws SQLException {
		try {
			Class<?> driver = Class.forName("org.postgresql.PGConnection", false,
					PostgreSqlFacts.class.getClassLoader());
			if (!connection.isWrapperFor(driver)) {
				return false;
			}
			Object physical = connection.unwrap(driver);
			String autosave = String.valueOf(driver.getMethod("getAutosave").invoke(physical));
			String mode = String.valueOf(driver.getMethod("getPreferQueryMode").invoke(physical));
			Object threshold = driver.getMethod("getPrepareThreshold").invoke(physical);
			return autosave.equals("NEVER") && !mode.equals("SIMPLE") && !Objects.equals(threshold, 0);
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

	private static String quote(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

	private static <T> T read(Supplier<@Nullable T> query, T unknown) {
		try {
			T answer = query.get();
			return (answer != null) ? answer : unknown;
		}
		catch (DataAccessException ex) {
			logger.debug("A fact of the database could not be read", ex);
			return unknown;
		}
	}

}
