package io.expandcontract.boot;

import io.expandcontract.database.HikariTags;
import io.expandcontract.database.SessionTag;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * A configured {@link SpringLiquibase} that has not run and will not by itself: in a
 * process that executes a command it takes the bean's place, so that making the bean
 * neither connects nor runs anything.
 *
 * @param liquibase what the application configured
 */
record HeldLiquibase(SpringLiquibase liquibase) {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			HeldLiquibase.class.getClassLoader());

	/**
	 * Holds every bean that runs Liquibase.
	 */
	static final class Holder implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			return (bean instanceof SpringLiquibase liquibase) ? new HeldLiquibase(liquibase) : bean;
		}

	}

	/**
	 * Keeps pools small, and marks their sessions as the starter's own: no code of the
	 * application uses them.
	 */
	static final class Pools implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (HIKARI) {
				Hikari.adapt(bean);
			}
			return bean;
		}

	}

	private static final class Hikari {

		static void adapt(Object bean) {
			if (bean instanceof FencedHikariDataSource pool && !pool.isRunning()) {
				pool.setMinimumIdle(0);
				HikariTags.apply(pool, SessionTag.ofThisProcess(), true);
			}
		}

	}

}
