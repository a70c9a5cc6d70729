package io.expandcontract.boot;

import com.zaxxer.hikari.HikariDataSource;
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
	 * Holds every bean that runs Liquibase, and keeps pools small.
	 */
	static final class Holder implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			return (bean instanceof SpringLiquibase liquibase) ? new HeldLiquibase(liquibase) : bean;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (HIKARI) {
				Hikari.keepSmall(bean);
			}
			return bean;
		}

	}

	/**
	 * A pool opens what is asked for and no more: a command needs one connection of it.
	 */
	private static final class Hikari {

		static void keepSmall(Object bean) {
			if (bean instanceof HikariDataSource pool && !pool.isRunning()) {
				pool.setMinimumIdle(0);
			}
		}

	}

}
