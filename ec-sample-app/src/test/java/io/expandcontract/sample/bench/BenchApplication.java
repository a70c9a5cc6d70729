package io.expandcontract.sample.bench;

import java.lang.management.ManagementFactory;

import io.expandcontract.boot.ExpandContractAutoConfiguration;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The smallest application with a database and Liquibase, with the starter or without. As
 * a program it boots once and prints the CPU time that its main thread took.
 */
final class BenchApplication {

	static final String RESULT = "main-thread-cpu-ms=";

	private BenchApplication() {
	}

	public static void main(String[] arguments) {
		long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		Class<?> application = arguments[0].equals("starter") ? WithStarter.class : Plain.class;
		try (ConfigurableApplicationContext context = start(application, arguments)) {
			long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
			System.out.println(RESULT + spent / 1_000_000);
		}
	}

	static ConfigurableApplicationContext start(Class<?> application, String... arguments) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE).run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class })
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, ExpandContractAutoConfiguration.class,
			LiquibaseAutoConfiguration.class })
	static class WithStarter {

	}

}
