package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

import io.expandcontract.database.DedicatedDataSource;
import io.expandcontract.database.Engine;
import io.expandcontract.fleet.Lease;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds out how the application itself connects to a database that Liquibase migrates,
 * perhaps as another user.
 */
final class ApplicationDataSources {

	private final ObjectProvider<DataSource> beans;

	private final DataSourceFencing fencing;

	private final @Nullable OtherConnections others;

	ApplicationDataSources(ObjectProvider<DataSource> beans, DataSourceFencing fencing,
			@Nullable OtherConnections others) {
		this.beans = beans;
		this.fencing = fencing;
		this.others = others;
	}

	/**
	 * Return the application's data source for the database behind Liquibase's.
	 * @param liquibaseSource how Liquibase connects
	 * @return a data source bean, or Liquibase's own where the application has none
	 */
	DataSource of(DataSource liquibaseSource) {
		List<DataSource> all = this.beans.orderedStream().toList();
		if (all.contains(liquibaseSource)) {
			return liquibaseSource;
		}
		DataSource unique = this.beans.getIfUnique();
		if (unique != null) {
			return unique;
		}
		String url = url(liquibaseSource);
		return all.stream()
			.filter((dataSource) -> url != null && url.equals(url(dataSource)))
			.findFirst()
			.orElse(liquibaseSource);
	}

	private static @Nullable String url(DataSource dataSource) {
		String url = DedicatedDataSource.urlOf(dataSource);
		if (url != null) {
			return withoutParameters(url);
		}
		try (Connection connection = dataSource.getConnection()) {
			return withoutParameters(connection.getMetaData().getURL());
		}
		catch (SQLException ex) {
			return null;
		}
	}

	private static @Nullable String withoutParameters(@Nullable String url) {
		return (url != null) ? url.replaceFirst("[?;].*", "") : null;
	}

	/**
	 * Put the fence of a lease where the application borrows connections.
	 * @param dataSource the application's data source
	 * @param lease the lease
	 */
	void fence(DataSource dataSource, Lease lease) {
		this.fencing.claim(dataSource, lease);
		if (this.others != null) {
			this.others.fence(lease);
		}
	}

	/**
	 * Return the database users whose sessions are the application's.
	 * @param dataSource the application's data source
	 * @param migration the connection on which Liquibase runs
	 * @return users, in order
	 * @throws SQLException if the database cannot be asked
	 */
	List<String> users(DataSource dataSource, Connection migration) throws SQLException {
		Set<String> users = new TreeSet<>();
		Engine engine = Engine.of(migration);
		users.add(engine.user(migration));
		try (Connection connection = dataSource.getConnection()) {
			users.add(engine.user(connection));
		}
		if (this.others != null) {
			users.addAll(this.others.users());
		}
		return List.copyOf(users);
	}

	void endSessions(DataSource dataSource) {
		this.fencing.endSessions(dataSource);
	}

	void renewConnections(DataSource dataSource) {
		this.fencing.renewConnections(dataSource);
	}

	boolean isTagged(DataSource dataSource) {
		return this.fencing.isTagged(dataSource);
	}

}
