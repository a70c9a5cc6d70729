package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a run has created itself, which nobody uses yet. Liquibase's own
 * changes name them with the default schema, people's SQL without.
 */
final class BornTables {

	private final Connection connection;

	private final Dialect dialect;

	private final Set<Name> names = new HashSet<>();

	private @Nullable String defaultSchema;

	BornTables(Connection connection, Dialect dialect) {
		this.connection = connection;
		this.dialect = dialect;
	}

	void add(Name table) throws SQLException {
		this.names.add(plain(table));
	}

	boolean contains(Name table) throws SQLException {
		return !this.names.isEmpty() && this.names.contains(plain(table));
	}

	private Name plain(Name table) throws SQLException {
		return (table.schema() != null && table.schema().equals(defaultSchema())) ? new Name(null, table.name())
				: table;
	}

	private String defaultSchema() throws SQLException {
		String known = this.defaultSchema;
		if (known == null) {
			String name = this.dialect.isMySqlFamily() ? this.connection.getCatalog() : this.connection.getSchema();
			known = (name != null) ? this.dialect.fold(name, true) : "";
			this.defaultSchema = known;
		}
		return known;
	}

}
