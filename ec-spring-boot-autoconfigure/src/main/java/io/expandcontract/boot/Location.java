package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;

import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

/**
 * Where in its server a changelog works.
 *
 * @param schema the schema, or {@code null} for the connection's own
 * @param catalog the name of the database
 * @param mySql whether the database is all there is, as on MySQL and MariaDB
 */
record Location(@Nullable String schema, @Nullable String catalog, boolean mySql) {

	static Location of(SpringLiquibase liquibase) throws SQLException {
		try (Connection connection = liquibase.getDataSource().getConnection()) {
			boolean mySql = connection.getMetaData().getURL().matches("jdbc:(mysql|mariadb):.*");
			return new Location(mySql ? null : liquibase.getDefaultSchema(), connection.getCatalog(), mySql);
		}
	}

	/**
	 * Let a changelog work in the database that it is given.
	 */
	void enter(SpringLiquibase liquibase) {
		if (this.mySql) {
			liquibase.setDefaultSchema(null);
		}
	}

}
