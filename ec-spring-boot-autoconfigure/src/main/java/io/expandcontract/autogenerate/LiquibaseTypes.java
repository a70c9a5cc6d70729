package io.expandcontract.autogenerate;

import java.sql.Connection;
import java.util.Locale;

import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.datatype.DataTypeFactory;
import liquibase.exception.DatabaseException;

/**
 * What Liquibase makes of types. It loses the zone of a time on H2, the dimensions of an
 * array and the fields of an interval.
 */
final class LiquibaseTypes {

	private final Database database;

	private LiquibaseTypes(Database database) {
		this.database = database;
	}

	static LiquibaseTypes of(Connection connection) {
		try {
			return new LiquibaseTypes(
					DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
		}
		catch (DatabaseException ex) {
			throw new UnwritableChangelogException("Liquibase does not know this database", ex);
		}
	}

	/**
	 * Return whether a type becomes itself.
	 * @param type the type as authors of changelogs write it
	 */
	boolean keeps(String type) {
		String made = DataTypeFactory.getInstance()
			.fromDescription(type, this.database)
			.toDatabaseDataType(this.database)
			.toSql();
		return plain(made).equals(plain(type)) || (!type.endsWith("]") && TypeName.of(made).isSame(TypeName.of(type)));
	}

	private static String plain(String type) {
		return type.toLowerCase(Locale.ROOT)
			.replaceAll("\\s+", "")
			.replace("withouttimezone", "")
			.replace("integer", "int")
			.replace("character", "char")
			.replace("varying", "var");
	}

}
