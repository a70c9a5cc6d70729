package io.expandcontract.sample.bench;

import java.lang.management.ManagementFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The smallest application with a database and Liquibase: no web, no JPA. The starter is
 * in it exactly if it is on the class path. As a program it boots once and prints what
 * that took.
 */
@EnableAutoConfiguration(exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
class BenchApplication {

	public static void main(String[] arguments) {
		long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		try (ConfigurableApplicationContext context = start(BenchApplication.class, arguments)) {
			long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
			LiquibaseWindow window = context.getBean(LiquibaseWindow.class);
			System.out
				.println(new BootCost(spent / 1_000_000, window.cpuNanos() / 1_000_000, window.wallNanos() / 1_000_000)
					.line());
		}
	}

	static ConfigurableApplicationContext start(Class<?> application, String... arguments) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE).run(arguments);
	}

	@Bean
	static LiquibaseWindow liquibaseWindow() {
		return new LiquibaseWindow();
	}

}
