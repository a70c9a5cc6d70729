package io.expandcontract.boot;

import java.util.LinkedHashSet;
import java.util.Set;

import javax.sql.DataSource;

import io.expandcontract.database.DedicatedDataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * What stands behind data sources that delegate or route.
 */
final class DataSourceTree {

	private DataSourceTree() {
	}

	/**
	 * Return the data sources that a connection may come from.
	 * @param dataSource a data source
	 * @return itself, or what it delegates or routes to; a fenced one stands for itself
	 */
	static Set<DataSource> leaves(DataSource dataSource) {
		Set<DataSource> leaves = new LinkedHashSet<>();
		collect(dataSource, leaves);
		return leaves;
	}

	private static void collect(DataSource dataSource, Set<DataSource> leaves) {
		if (dataSource instanceof AbstractRoutingDataSource routing) {
			routing.getResolvedDataSources().values().forEach((target) -> collect(target, leaves));
			DataSource standard = routing.getResolvedDefaultDataSource();
			if (standard != null) {
				collect(standard, leaves);
			}
		}
		else if (dataSource instanceof DelegatingDataSource delegating && !(dataSource instanceof FencedDataSource)
				&& delegating.getTargetDataSource() != null) {
			collect(delegating.getTargetDataSource(), leaves);
		}
		else {
			leaves.add(dataSource);
		}
	}

	/**
	 * Return whether connections of one data source come from another.
	 * @param dataSource the one that is asked for connections
	 * @param other the one they may come from
	 * @return {@code true} if they are the same or {@code other} stands behind
	 */
	static boolean reaches(DataSource dataSource, DataSource other) {
		return dataSource == other || leaves(dataSource).contains(other);
	}

	/**
	 * Return whether two data sources lead to one database.
	 * @param one a data source
	 * @param other another
	 * @return {@code true} if one stands behind the other, or both have the same URL but
	 * for its parameters
	 */
	static boolean isSame(DataSource one, DataSource other) {
		if (reaches(one, other) || reaches(other, one)) {
			return true;
		}
		String url = DedicatedDataSource.urlOf(one);
		String otherUrl = DedicatedDataSource.urlOf(other);
		return url != null && otherUrl != null
				&& url.replaceFirst("[?;].*", "").equals(otherUrl.replaceFirst("[?;].*", ""));
	}

}
