package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.expandcontract.fleet.Lease;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Finds out how the application itself connects to a database that Liquibase migrates,
 * perhaps as another user.
 */
final class ApplicationDataSources {

	private final ObjectProvider<DataSource> beans;

	private final DataSourceFencing fencing;

	ApplicationDataSources(ObjectProvider<DataSource> beans, DataSourceFencing fencing) {
		this.beans = beans;
		this.fencing = fencing;
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
		if (dataSource instanceof AbstractDriverBasedDataSource driven) {
			return withoutParameters(driven.getUrl());
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
		LeaseFence fence = this.fencing.fenceOf(dataSource);
		if (fence != null) {
			fence.add(lease);
		}
	}

	void endSessions(DataSource dataSource) {
		this.fencing.endSessions(dataSource);
	}

	boolean isTagged(DataSource dataSource) {
		return this.fencing.isTagged(dataSource);
	}

}
