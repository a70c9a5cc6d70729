package io.expandcontract.boot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.expandcontract.autogenerate.hibernate.CreatingSettings;
import io.expandcontract.boot.hibernate.EntityMappings;
import io.expandcontract.safety.MappedModel;
import io.expandcontract.safety.MappedTables;
import io.expandcontract.sql.Dialect;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.util.ClassUtils;

/**
 * Knows to what the application's own entities are mapped, once the application has
 * started.
 */
final class EntityModels implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(EntityModels.class);

	private static final boolean POSSIBLE = List
		.of("org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean",
				"org.hibernate.engine.spi.SessionFactoryImplementor", "jakarta.persistence.EntityManagerFactory")
		.stream()
		.allMatch((name) -> ClassUtils.isPresent(name, EntityModels.class.getClassLoader()));

	private final ListableBeanFactory beans;

	private volatile boolean started;

	EntityModels(ListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Take note that beans may be asked for now: before, a persistence unit would be made
	 * by whoever asks, in the middle of the start.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		this.started = true;
	}

	/**
	 * Return the model of a database.
	 * @param dataSource how the application connects to it
	 * @param dialect its SQL
	 * @param onlyOne whether the application has no other database
	 * @return the model, which answers {@code null} until the application has started
	 */
	Supplier<@Nullable MappedModel> of(DataSource dataSource, Dialect dialect, Supplier<Boolean> onlyOne) {
		if (!POSSIBLE) {
			return () -> MappedModel.NONE;
		}
		Map<Boolean, MappedModel> known = new ConcurrentHashMap<>();
		return () -> this.started
				? known.computeIfAbsent(onlyOne.get(), (only) -> Jpa.read(this.beans, dataSource, dialect, only))
				: null;
	}

	/**
	 * Return what keeps a persistence unit from changing the schema when it is made in a
	 * process that executes a command.
	 */
	static BeanPostProcessor unchanging() {
		return POSSIBLE ? new Jpa.Unchanging() : new BeanPostProcessor() {
		};
	}

	private static final class Jpa {

		static MappedModel read(ListableBeanFactory beans, DataSource dataSource, Dialect dialect, boolean onlyOne) {
			MappedTables tables = new MappedTables(dialect);
			Set<String> names = new LinkedHashSet<>(
					List.of(beans.getBeanNamesForType(LocalContainerEntityManagerFactoryBean.class, true, false)));
			for (String name : names) {
				try {
					if ((onlyOne && names.size() == 1)
							|| isOf(beans.getBean(name, LocalContainerEntityManagerFactoryBean.class), dataSource)) {
						EntityMappings.read(
								beans.getBean(BeanFactoryUtils.transformedBeanName(name), EntityManagerFactory.class),
								tables);
					}
				}
				catch (BeansException ex) {
					logger.warn("The entities of " + name + " cannot be read, so what a contract removes is not "
							+ "compared with them: " + ex.getMessage());
				}
			}
			return tables;
		}

		private static boolean isOf(LocalContainerEntityManagerFactoryBean factory, DataSource dataSource) {
			DataSource own = factory.getDataSource();
			return own != null && DataSourceTree.isSame(own, dataSource);
		}

		private static final class Unchanging implements BeanPostProcessor {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				if (bean instanceof LocalContainerEntityManagerFactoryBean factory) {
					factory.getJpaPropertyMap().keySet().removeAll(CreatingSettings.LEFT_OUT);
					factory.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "none");
				}
				return bean;
			}

		}

	}

}
