package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Registers a process in which Liquibase was told not to run: it runs no changeset, but
 * it lives on the schema and must be counted.
 */
final class UnmigratedLiquibase extends SpringLiquibase implements InitializingBean {

	private final LiquibaseHook hook;

	private final String name;

	/**
	 * Create one like a bean that was told not to run.
	 * @param bean the bean
	 * @param name its name
	 * @param hook hooks into this one
	 */
	@SuppressWarnings("unchecked")
	UnmigratedLiquibase(SpringLiquibase bean, String name, LiquibaseHook hook) {
		this.hook = hook;
		this.name = name;
		setDataSource(bean.getDataSource());
		setResourceLoader(bean.getResourceLoader());
		setChangeLog(bean.getChangeLog());
		setContexts(bean.getContexts());
		setLabelFilter(bean.getLabelFilter());
		setDefaultSchema(bean.getDefaultSchema());
		setLiquibaseSchema(bean.getLiquibaseSchema());
		setDatabaseChangeLogTable(bean.getDatabaseChangeLogTable());
		setDatabaseChangeLogLockTable(bean.getDatabaseChangeLogLockTable());
		setCustomizer(bean.getCustomizer());
		setChangeLogParameters((Map<String, String>) new DirectFieldAccessor(bean).getPropertyValue("parameters"));
	}

	/**
	 * Create one from the properties of Spring Boot's own bean.
	 * @param dataSource how to connect
	 * @param environment has the properties
	 * @param resourceLoader loads the changelog
	 * @param hook hooks into this one
	 */
	UnmigratedLiquibase(DataSource dataSource, Environment environment, ResourceLoader resourceLoader,
			LiquibaseHook hook) {
		this.hook = hook;
		this.name = "liquibase";
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
		this.hook.hook(this, this.name, BootStep.JOIN);
		try (Connection connection = getDataSource().getConnection()) {
			createLiquibase(connection);
		}
		catch (SQLException ex) {
			throw new DatabaseException(ex);
		}
		finally {
			this.hook.unhook(this, this.name);
		}
	}

}
