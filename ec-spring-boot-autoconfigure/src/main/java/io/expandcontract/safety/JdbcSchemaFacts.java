package io.expandcontract.safety;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Recogniser;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the schema by JDBC's own metadata, each table only when a verdict needs it.
 */
public final class JdbcSchemaFacts implements SchemaFacts {

	private static final List<String> SIZED = List.of("varchar", "character varying", "char", "character", "bpchar",
			"varbinary", "binary", "nvarchar", "varbit", "bit varying");

	private static final int UNBOUNDED = 1_000_000_000;

	/** Counts the constraints of a domain, and of those beneath it. */
	private static final String DOMAIN_OF_POSTGRESQL = """
			with recursive d as (
			  select oid, typbasetype, typnotnull from pg_type where lower(typname) = ? and typtype = 'd'
			  union all
			  select t.oid, t.typbasetype, t.typnotnull from pg_type t join d on t.oid = d.typbasetype where t.typtype = 'd')
			select count(*) from d
			where typnotnull or exists (select 1 from pg_constraint c where c.contypid = d.oid)
			""";

	private static final String DOMAIN_OF_H2 = """
			select count(*) from INFORMATION_SCHEMA.DOMAINS d
			where lower(d.DOMAIN_NAME) = ? and (d.PARENT_DOMAIN_NAME is not null or exists (
			  select 1 from INFORMATION_SCHEMA.DOMAIN_CONSTRAINTS c
			  where c.DOMAIN_SCHEMA = d.DOMAIN_SCHEMA and c.DOMAIN_NAME = d.DOMAIN_NAME))
			""";

	private static final String LISTED = """
			select column_name, column_type from information_schema.columns
			where table_schema = ? and table_name = ? and data_type in ('enum', 'set')
			""";

	private final JdbcTemplate jdbc;

	private final Dialect dialect;

	private final @Nullable String schema;

	private @Nullable String own;

	private @Nullable Map<String, List<Name>> tables;

	private final Map<Name, Map<String, ColumnFacts>> columns = new HashMap<>();

	private final Map<String, Boolean> domains = new HashMap<>();

	/**
	 * Create the reader.
	 * @param jdbc the database
	 * @param dialect its SQL
	 * @param schema the schema of names without one, or {@code null} for the connection's
	 */
	public JdbcSchemaFacts(JdbcTemplate jdbc, Dialect dialect, @Nullable String schema) {
		this.jdbc = jdbc;
		this.dialect = dialect;
		this.schema = schema;
	}

	@Override
	public boolean hasTable(Name table) {
		Name found = find(table);
		return found != null && (table.schema() != null || found.schema() == null || isOwn(found.schema()));
	}

	@Override
	public @Nullable ColumnFacts column(Name table, String column) {
		Name found = find(table);
		return (found == null) ? null : this.columns.computeIfAbsent(found, this::readColumns).get(column);
	}

	@Override
	public boolean mayExist(ObjectKind kind, Name object) {
		return switch (kind) {
			case VIEW, MATERIALIZED_VIEW -> hasTable(object);
			case FUNCTION, PROCEDURE -> Boolean.TRUE.equals(read((metadata) -> hasRoutine(metadata, object)));
			default -> true;
		};
	}

	@Override
	public boolean isCheck(Name table, String constraint) {
		List<String> kinds = this.jdbc.queryForList("""
				select CONSTRAINT_TYPE from INFORMATION_SCHEMA.TABLE_CONSTRAINTS
				where lower(TABLE_NAME) = ? and lower(CONSTRAINT_NAME) = ?
				""", String.class, table.name().toLowerCase(Locale.ROOT), constraint.toLowerCase(Locale.ROOT));
		return !kinds.isEmpty() && kinds.stream().allMatch("CHECK"::equalsIgnoreCase);
	}

	@Override
	public Name qualified(Name name) {
		tables();
		String schema = (name.schema() != null) ? name.schema() : this.own;
		return (schema != null) ? new Name(schema.toLowerCase(Locale.ROOT), name.name()) : name;
	}

	@Override
	public boolean isConstrainedDomain(String type) {
		if (this.dialect.isMySqlFamily()) {
			return false;
		}
		String query = (this.dialect == Dialect.H2) ? DOMAIN_OF_H2 : DOMAIN_OF_POSTGRESQL;
		String name = type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		return this.domains.computeIfAbsent(name, (missing) -> {
			Integer constraints = this.jdbc.queryForObject(query, Integer.class, missing);
			return constraints == null || constraints > 0;
		});
	}

	private Map<String, List<Name>> tables() {
		Map<String, List<Name>> all = this.tables;
		if (all == null) {
			all = read(this::readTables);
			this.tables = all;
		}
		return all;
	}

	/**
	 * Return the table that a name means, as the server spells it.
	 */
	private @Nullable Name find(Name table) {
		Map<String, List<Name>> all = tables();
		String wanted = table.schema();
		return all.getOrDefault(table.name(), List.of())
			.stream()
			.filter((found) -> wanted == null || found.schema() == null || wanted.equalsIgnoreCase(found.schema()))
			.findFirst()
			.orElse(null);
	}

	private Map<String, List<Name>> readTables(DatabaseMetaData metadata) throws SQLException {
		Map<String, List<Name>> found = new HashMap<>();
		this.own = own(metadata.getConnection());
		String[] kinds = { "TABLE", "BASE TABLE", "PARTITIONED TABLE", "VIEW", "MATERIALIZED VIEW" };
		try (ResultSet rows = metadata.getTables(catalog(metadata), null, "%", kinds)) {
			while (rows.next()) {
				String in = this.dialect.isMySqlFamily() ? rows.getString("TABLE_CAT") : rows.getString("TABLE_SCHEM");
				String name = rows.getString("TABLE_NAME");
				List<Name> same = found.computeIfAbsent(this.dialect.fold(name, true), (key) -> new ArrayList<>());
				same.add((in != null && isOwn(in)) ? 0 : same.size(), new Name(in, name));
			}
		}
		return found;
	}

	private @Nullable String own(Connection connection) throws SQLException {
		return this.dialect.isMySqlFamily() ? connection.getCatalog()
				: (this.schema != null) ? this.schema : connection.getSchema();
	}

	private boolean isOwn(String in) {
		return in.equalsIgnoreCase(this.own);
	}

	private @Nullable String catalog(DatabaseMetaData metadata) throws SQLException {
		return metadata.getConnection().getCatalog();
	}

	private Map<String, ColumnFacts> readColumns(Name table) {
		Map<String, ColumnFacts> found = new HashMap<>();
		read((metadata) -> {
			String escape = metadata.getSearchStringEscape();
			String pattern = table.name().replace("_", escape + "_").replace("%", escape + "%");
			String in = this.dialect.isMySqlFamily() ? null : table.schema();
			String catalog = this.dialect.isMySqlFamily() ? table.schema() : catalog(metadata);
			try (ResultSet rows = metadata.getColumns(catalog, in, pattern, "%")) {
				while (rows.next()) {
					boolean made = "YES".equals(rows.getString("IS_AUTOINCREMENT"))
							|| "YES".equals(rows.getString("IS_GENERATEDCOLUMN"));
					String value = rows.getString("COLUMN_DEF");
					boolean hasDefault = value != null && !value.equalsIgnoreCase("null");
					found.put(this.dialect.fold(rows.getString("COLUMN_NAME"), true), new ColumnFacts(type(rows),
							rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls, made || hasDefault));
				}
			}
			return found;
		});
		if (this.dialect.isMySqlFamily()) {
			addListed(table, found);
		}
		return found;
	}

	/**
	 * Drivers do not tell the values of an enumerated type. Asked once the metadata are
	 * read: there may be one connection only.
	 */
	private void addListed(Name table, Map<String, ColumnFacts> found) {
		if (found.values().stream().allMatch((column) -> column.type() != null)) {
			return;
		}
		this.jdbc.query(LISTED, (row) -> {
			String sql = "alter table t add column c " + row.getString(2);
			DataType type = new Recogniser(this.dialect).recognise(sql)
				.stream()
				.flatMap((statement) -> statement.operations().stream())
				.map((operation) -> (operation instanceof AddColumn add) ? add.column().type() : null)
				.findFirst()
				.orElse(null);
			found.computeIfPresent(this.dialect.fold(row.getString(1), true),
					(name, facts) -> new ColumnFacts(type, facts.notNull(), facts.hasDefault()));
		}, table.schema(), table.name());
	}

	private @Nullable DataType type(ResultSet row) throws SQLException {
		String name = row.getString("TYPE_NAME").toLowerCase(Locale.ROOT).replace("\"", "");
		int size = row.getInt("COLUMN_SIZE");
		int digits = row.getInt("DECIMAL_DIGITS");
		List<String> modifiers = name.endsWith(" unsigned") ? List.of("unsigned") : List.of();
		String plain = name.replace(" unsigned", "");
		boolean array = plain.startsWith("_");
		List<String> arguments = List.of();
		if (SIZED.contains(plain) && size < UNBOUNDED) {
			arguments = List.of(String.valueOf(size));
		}
		else if (plain.equals("numeric") || plain.equals("decimal")) {
			arguments = (size > 0 && size < 2000 && digits >= 0 && digits <= size)
					? List.of(String.valueOf(size), String.valueOf(digits)) : List.of();
		}
		else if (plain.startsWith("timestamp") || plain.equals("time") || plain.equals("timetz")) {
			arguments = this.dialect.isMySqlFamily() ? fraction(size) : List.of(String.valueOf(digits));
		}
		else if (plain.equals("datetime")) {
			arguments = fraction(size);
		}
		boolean hidden = plain.equals("enum") || plain.equals("set") || plain.equals("bit");
		return hidden ? null : new DataType(array ? plain.substring(1) : plain, arguments, array, modifiers);
	}

	/**
	 * A time of day takes 8 characters, a date and time 19, a fraction one more and its
	 * digits.
	 */
	private static List<String> fraction(int size) {
		int plain = (size >= 19) ? 19 : 8;
		return List.of(String.valueOf((size > plain) ? size - plain - 1 : 0));
	}

	private static boolean hasRoutine(DatabaseMetaData metadata, Name object) throws SQLException {
		String catalog = metadata.getConnection().getCatalog();
		for (String spelled : List.of(object.name(), object.name().toLowerCase(Locale.ROOT),
				object.name().toUpperCase(Locale.ROOT))) {
			try (ResultSet procedures = metadata.getProcedures(catalog, null, spelled)) {
				if (procedures.next()) {
					return true;
				}
			}
			try (ResultSet functions = metadata.getFunctions(catalog, null, spelled)) {
				if (functions.next()) {
					return true;
				}
			}
		}
		return false;
	}

	private interface Reading<T> {

		T from(DatabaseMetaData metadata) throws SQLException;

	}

	private <T> T read(Reading<T> reading) {
		T answer = this.jdbc.execute((ConnectionCallback<T>) (connection) -> reading.from(connection.getMetaData()));
		return java.util.Objects.requireNonNull(answer);
	}

}
