package io.expandcontract.safety;

import java.util.Arrays;
import java.util.List;

import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import liquibase.database.Database;
import liquibase.database.core.H2Database;
import liquibase.database.core.MariaDBDatabase;
import liquibase.database.core.MySQLDatabase;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Column;
import liquibase.structure.core.Index;
import liquibase.structure.core.Schema;
import liquibase.structure.core.Table;
import org.jspecify.annotations.Nullable;

/**
 * Names as Liquibase would write them and the database would then read them: quoted where
 * Liquibase quotes, folded where it does not.
 */
final class Identifiers {

	private final Database database;

	private final Dialect dialect;

	Identifiers(Database database) {
		this.database = database;
		this.dialect = dialect(database);
	}

	static Dialect dialect(Database database) {
		if (database instanceof MariaDBDatabase) {
			return Dialect.MARIADB;
		}
		if (database instanceof MySQLDatabase) {
			return Dialect.MYSQL;
		}
		return (database instanceof H2Database) ? Dialect.H2 : Dialect.POSTGRESQL;
	}

	Dialect dialect() {
		return this.dialect;
	}

	Name table(@Nullable String schema, String table) {
		return new Name((schema != null) ? fold(schema, Schema.class) : null, fold(table, Table.class));
	}

	Name object(@Nullable String schema, String object) {
		return new Name((schema != null) ? fold(schema, Schema.class) : null, fold(object, Table.class));
	}

	String column(String column) {
		return fold(column, Column.class);
	}

	String index(String index) {
		return fold(index, Index.class);
	}

	@Nullable String constraint(@Nullable String constraint) {
		return (constraint != null) ? fold(constraint, Index.class) : null;
	}

	List<String> columns(@Nullable String commaSeparated) {
		return (commaSeparated == null) ? List.of()
				: Arrays.stream(commaSeparated.split(",", -1)).map(String::trim).map(this::column).toList();
	}

	private String fold(String name, Class<? extends DatabaseObject> type) {
		String escaped = this.database.escapeObjectName(name, type);
		String text = (escaped != null) ? escaped : name;
		char first = text.isEmpty() ? ' ' : text.charAt(0);
		boolean quoted = text.length() > 1 && (first == '"' || first == '`') && text.charAt(text.length() - 1) == first;
		return this.dialect.fold(quoted ? text.substring(1, text.length() - 1) : text, quoted);
	}

}
