package io.expandcontract.boot;

import javax.sql.DataSource;

import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Joins the fleet for a process in which Liquibase is switched off.
 */
final class UnmigratedMember implements InitializingBean {

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
		DataSource dataSource = this.dataSources.getIfUnique();
		if (dataSource != null && this.liquibases.stream().findAny().isEmpty()) {
			new UnmigratedLiquibase(dataSource, this.environment, this.resourceLoader, this.hook).afterPropertiesSet();
		}
	}

}
