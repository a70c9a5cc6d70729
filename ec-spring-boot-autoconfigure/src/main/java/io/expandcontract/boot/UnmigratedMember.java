package io.expandcontract.boot;

import javax.sql.DataSource;

import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Joins the fleet for a process in which Liquibase is switched off.
 */
final class UnmigratedMember implements InitializingBean {

	private static final Log logger = LogFactory.getLog(UnmigratedMember.class);

	private final ObjectProvider<DataSource> dataSources;

	private final ObjectProvider<SpringLiquibase> liquibases;

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	private final LiquibaseHook hook;

	UnmigratedMember(ObjectProvider<DataSource> dataSources, ObjectProvider<SpringLiquibase> liquibases,
			Environment environment, ResourceLoader resourceLoader, LiquibaseHook hook) {
		this.dataSources = dataSources;
		this.liquibases = liquibases;
		this.environment = environment;
		this.resourceLoader = resourceLoader;
		this.hook = hook;
	}

	@Override
	public void afterPropertiesSet() throws LiquibaseException {
		if (this.liquibases.stream().findAny().isPresent()) {
			return;
		}
		DataSource dataSource = dataSource();
		if (dataSource == null) {
			logger.warn("spring.liquibase.enabled is false and there is not one data source, so it is unknown which "
					+ "schema this process lives on and it joins no fleet. See docs/messages.md#joins-no-fleet");
			return;
		}
		new UnmigratedLiquibase(dataSource, this.environment, this.resourceLoader, this.hook).afterPropertiesSet();
	}

	private @Nullable DataSource dataSource() {
		DataSource unique = this.dataSources.getIfUnique();
		String url = this.environment.getProperty("spring.liquibase.url");
		if (unique != null || url == null) {
			return unique;
		}
		return DataSourceBuilder.create()
			.type(SimpleDriverDataSource.class)
			.url(url)
			.username(this.environment.getProperty("spring.liquibase.user"))
			.password(this.environment.getProperty("spring.liquibase.password"))
			.build();
	}

}
