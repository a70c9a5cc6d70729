package io.expandcontract.database;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * How a data source reaches its database, so that a connection can be opened beside its
 * pool: one borrowed from the pool would be missing there, and would go back with
 * settings that are not the application's.
 *
 * @param url the JDBC URL
 * @param user the user, if any
 * @param password the password, if any
 * @param driver the driver, if the data source has one of its own
 * @param driverClass the name of the driver's class, if the data source names one
 * @param properties connection properties, if any
 */
record DriverSettings(String url, @Nullable String user, @Nullable String password, @Nullable Driver driver,
		@Nullable String driverClass, @Nullable Properties properties) {

	/**
	 * Return what stands behind delegating and routing data sources: of several targets
	 * the default one, which is the one without a request to route.
	 * @param dataSource a data source
	 * @return the data source that connects
	 */
	static DataSource behind(DataSource dataSource) {
		DataSource current = dataSource;
		while (true) {
			DataSource next = next(current);
			if (next == null || next == current) {
				return current;
			}
			current = next;
		}
	}

	private static @Nullable DataSource next(DataSource dataSource) {
		if (dataSource instanceof DelegatingDataSource delegating) {
			return delegating.getTargetDataSource();
		}
		if (dataSource instanceof AbstractRoutingDataSource routing) {
			DataSource standard = routing.getResolvedDefaultDataSource();
			return (standard != null) ? standard : chosen(routing);
		}
		return null;
	}

	private static @Nullable DataSource chosen(AbstractRoutingDataSource routing) {
		try {
			for (DataSource target : routing.getResolvedDataSources().values()) {
				if (routing.isWrapperFor(target.getClass()) && routing.unwrap(target.getClass()) == (Object) target) {
					return target;
				}
			}
		}
		catch (SQLException | IllegalStateException ex) {
			return null;
		}
		return null;
	}

	private String tagged(SessionTag tag) {
		UrlTags place = UrlTags.of(this.url);
		if (place == null) {
			return this.url;
		}
		String given = (this.properties != null) ? this.properties.getProperty(place.property()) : null;
		return UrlTags.with(place.apply(this.url, given, tag, true), "tcpKeepAlive", "true");
	}

	/**
	 * Return a data source without a pool.
	 * @param tag the tag that its sessions show
	 * @return a data source that opens a connection each time
	 */
	DataSource asDataSource(SessionTag tag) {
		return asDataSource(tagged(tag));
	}

	/**
	 * Return a data source without a pool and without a tag.
	 * @return a data source that opens a connection each time
	 */
	AbstractDriverBasedDataSource asDataSource() {
		return asDataSource(this.url);
	}

	private AbstractDriverBasedDataSource asDataSource(String address) {
		AbstractDriverBasedDataSource dataSource;
		if (this.driver != null) {
			dataSource = new SimpleDriverDataSource(this.driver, address);
		}
		else {
			DriverManagerDataSource managed = new DriverManagerDataSource(address);
			if (this.driverClass != null) {
				managed.setDriverClassName(this.driverClass);
			}
			dataSource = managed;
		}
		dataSource.setUsername(this.user);
		dataSource.setPassword(this.password);
		dataSource.setConnectionProperties(this.properties);
		return dataSource;
	}

	/**
	 * Read the settings. Tomcat's pool shows its password among its properties only.
	 * @param dataSource the data source that connects
	 * @return its settings, or {@code null} if it does not tell
	 */
	static @Nullable DriverSettings of(DataSource dataSource) {
		if (dataSource instanceof AbstractDriverBasedDataSource driven) {
			Driver driver = (driven instanceof SimpleDriverDataSource simple) ? simple.getDriver() : null;
			return (driven.getUrl() != null) ? new DriverSettings(driven.getUrl(), driven.getUsername(),
					driven.getPassword(), driver, null, driven.getConnectionProperties()) : null;
		}
		BeanWrapper bean = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
		String url = text(bean, "jdbcUrl", "url", "URL");
		if (url == null || !url.startsWith("jdbc:")) {
			return null;
		}
		Properties properties = (value(bean, "dbProperties") instanceof Properties own) ? own : new Properties();
		return new DriverSettings(url, properties.getProperty("user", text(bean, "username", "user")),
				properties.getProperty("password", text(bean, "password")), null, text(bean, "driverClassName"),
				properties);
	}

	private static @Nullable String text(BeanWrapper bean, String... names) {
		for (String name : names) {
			if (value(bean, name) instanceof String text) {
				return text;
			}
		}
		return null;
	}

	private static @Nullable Object value(BeanWrapper bean, String name) {
		try {
			return bean.isReadableProperty(name) ? bean.getPropertyValue(name) : null;
		}
		catch (BeansException ex) {
			return null;
		}
	}

}
