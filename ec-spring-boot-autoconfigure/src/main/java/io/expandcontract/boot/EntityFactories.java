package io.expandcontract.boot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

import javax.sql.DataSource;

import io.expandcontract.autogenerate.Renames;
import io.expandcontract.autogenerate.hibernate.CreatingSettings;
import io.expandcontract.autogenerate.hibernate.FormerNames;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Makes the application's entity manager factories on scratch databases, where Hibernate
 * creates what the entities ask for. All other settings are the application's.
 */
final class EntityFactories implements BeanPostProcessor {

	private final ConfigurableListableBeanFactory beans;

	private final Set<String> waiting = new LinkedHashSet<>();

	private @Nullable DataSource scratch;

	private Predicate<DataSource> belongs = (dataSource) -> false;

	EntityFactories(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
		for (String name : beans.getBeanNamesForType(LocalContainerEntityManagerFactoryBean.class, true, false)) {
			String plain = BeanFactoryUtils.transformedBeanName(name);
			this.waiting.add(plain);
			if (beans.containsBeanDefinition(plain)) {
				beans.getBeanDefinition(plain).setDependsOn((String[]) null);
			}
		}
		beans.clearMetadataCache();
		beans.addBeanPostProcessor(this);
	}

	int size() {
		return this.waiting.size();
	}

	/**
	 * Return which factories were not made.
	 */
	Set<String> waiting() {
		return this.waiting;
	}

	/**
	 * Let Hibernate create the schema of all entities of one database.
	 * @param belongs whether a data source is that database's
	 * @param empty the scratch database
	 * @return what the entities say about former names
	 * @throws NoEntitiesException if no entity is in that database
	 */
	Renames create(Predicate<DataSource> belongs, DataSource empty) {
		this.belongs = belongs;
		this.scratch = empty;
		Renames renames = Renames.NONE;
		int before = this.waiting.size();
		for (String name : new ArrayList<>(this.waiting)) {
			SessionFactoryImplementor factory = make(name);
			if (factory != null) {
				this.waiting.remove(name);
				renames = renames.and(FormerNames.of(factory));
			}
		}
		if (this.waiting.size() == before) {
			throw new NoEntitiesException();
		}
		return renames;
	}

	private @Nullable SessionFactoryImplementor make(String name) {
		try {
			return this.beans.getBean(name, EntityManagerFactory.class).unwrap(SessionFactoryImplementor.class);
		}
		catch (BeansException ex) {
			if (ex.contains(OtherDatabaseException.class)) {
				return null;
			}
			throw ex;
		}
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof LocalContainerEntityManagerFactoryBean factory) {
			DataSource dataSource = factory.getDataSource();
			DataSource empty = this.scratch;
			if (dataSource == null || empty == null || !this.belongs.test(dataSource)) {
				throw new OtherDatabaseException();
			}
			factory.setDataSource(empty);
			CreatingSettings.apply(factory.getJpaPropertyMap());
		}
		return bean;
	}

	/**
	 * Says that no entity is in a database.
	 */
	static final class NoEntitiesException extends RuntimeException {

		NoEntitiesException() {
			super("No entities", null, false, false);
		}

	}

	/**
	 * Says that an entity manager factory is for a database whose turn it is not.
	 */
	private static final class OtherDatabaseException extends RuntimeException {

		OtherDatabaseException() {
			super("Of another database", null, false, false);
		}

	}

}
