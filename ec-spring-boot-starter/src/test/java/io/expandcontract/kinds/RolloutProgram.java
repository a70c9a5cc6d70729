package io.expandcontract.kinds;

import java.util.Map;
import java.util.UUID;

import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A rollout in one process that prints what it sees, for class paths that this test's own
 * JVM does not have.
 */
public final class RolloutProgram {

	private RolloutProgram() {
	}

	/**
	 * Roll out on an H2 database in memory, or on the one given.
	 * @param arguments properties for both releases
	 */
	public static void main(String[] arguments) {
		String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		try (ConfigurableApplicationContext old = start("1.0", url, arguments);
				ConfigurableApplicationContext next = start("1.1", url, arguments)) {
			JdbcTemplate jdbc = next.getBean(JdbcTemplate.class);
			System.out.println("expanded " + jdbc.queryForList("select first_name, name from person"));
			System.out.println("early " + contract(next).reason());
			old.close();
			System.out.println("late " + contract(next).outcome());
			next.close();
			System.out.println("closed " + next.isActive());
		}
	}

	private static ConfigurableApplicationContext start(String release, String url, String... arguments) {
		SpringApplication application = new SpringApplication(Plain.class);
		application.setDefaultProperties(Map.of("spring.datasource.url", url, "spring.datasource.username", "sa",
				"spring.main.web-application-type", "none", "spring.main.banner-mode", "off", "logging.level.root",
				"warn", "spring.application.version", release, "spring.liquibase.change-log",
				"classpath:/kinds/" + release + ".yaml", "expand-contract.instance.name", release,
				"expand-contract.fleet.heartbeat-interval", "200ms", "expand-contract.fleet.stale-after", "1s"));
		return application.run(arguments);
	}

	private static MigrationOutcome contract(ConfigurableApplicationContext context) {
		return context.getBean(Migrations.class).contract(MigrationRequest.plain()).values().iterator().next();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

	}

}
