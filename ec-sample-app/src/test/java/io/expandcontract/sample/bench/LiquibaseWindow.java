package io.expandcontract.sample.bench;

import java.lang.management.ManagementFactory;

import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Measures how long the bean that runs Liquibase takes to initialize.
 */
final class LiquibaseWindow implements BeanPostProcessor, Ordered {

	private long cpu;

	private long wall;

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase) {
			this.cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
			this.wall = System.nanoTime();
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase) {
			this.cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - this.cpu;
			this.wall = System.nanoTime() - this.wall;
		}
		return bean;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	long cpuNanos() {
		return this.cpu;
	}

	long wallNanos() {
		return this.wall;
	}

}
