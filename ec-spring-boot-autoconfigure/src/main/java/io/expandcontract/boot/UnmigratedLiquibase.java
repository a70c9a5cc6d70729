package io.expandcontract.boot;

import javax.sql.DataSource;

import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Registers a process in which {@code spring.liquibase.enabled} is {@code false}: it runs
 * no changeset, but it lives on the schema and must be counted.
 */
final class UnmigratedLiquibase extends SpringLiquibase implements InitializingBean {

	private static final String NAME = "liquibase";

	private final LiquibaseHook hook;

	UnmigratedLiquibase(DataSource dataSource, Environment environment, ResourceLoader resourceLoader,
			LiquibaseHook hook) {
		this.hook = hook;
		LiquibaseProperties properties = Binder.get(environment)
			.bindOrCreate("spring.liquibase", Bindable.of(LiquibaseProperties.class));
		setDataSource(dataSource);
		setResourceLoader(resourceLoader);
		setChangeLog(properties.getChangeLog());
		if (properties.getContexts() != null) {
			setContexts(StringUtils.collectionToCommaDelimitedString(properties.getContexts()));
		}
		if (properties.getLabelFilter() != null) {
			setLabelFilter(StringUtils.collectionToCommaDelimitedString(properties.getLabelFilter()));
		}
		setDefaultSchema(properties.getDefaultSchema());
		setLiquibaseSchema(properties.getLiquibaseSchema());
		setDatabaseChangeLogTable(properties.getDatabaseChangeLogTable());
		setDatabaseChangeLogLockTable(properties.getDatabaseChangeLogLockTable());
		setChangeLogParameters(properties.getParameters());
	}

	@Override
	public void afterPropertiesSet() throws LiquibaseException {
		this.hook.hook(this, NAME, BootStep.JOIN);
		try {
			super.afterPropertiesSet();
		}
		finally {
			this.hook.postProcessAfterInitialization(this, NAME);
		}
	}

	@Override
	protected void performUpdate(Liquibase liquibase) {
	}

}
