package io.expandcontract.kinds;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that leave out what the starter can do without.
 */
class ClassPathTests {

	private static final List<String> KINDS = List.of("spring-boot-webmvc", "spring-boot-webflux", "spring-webmvc",
			"spring-webflux", "spring-web-", "tomcat-embed", "hibernate", "spring-boot-hibernate", "jooq",
			"spring-boot-jooq", "spring-boot-jpa", "spring-boot-data-jpa", "spring-data", "r2dbc", "spring-r2dbc",
			"spring-boot-r2dbc", "reactor", "spring-boot-reactor", "netty", "jakarta.servlet", "kotlin",
			"spring-boot-testcontainers", "testcontainers");

	private static void rollsOut(List<String> left, String... arguments) {
		assertThat(Forked.run(RolloutProgram.class, left, arguments).lines()).contains("expanded []",
				"early LIVE_INSTANCES", "late DONE", "closed false", "exit 0");
	}

	private static List<String> and(String... more) {
		return java.util.stream.Stream.concat(KINDS.stream(), java.util.Arrays.stream(more)).toList();
	}

	@Test
	void withoutActuatorWebAndReactive() {
		rollsOut(and("spring-boot-actuator", "spring-boot-health", "spring-boot-micrometer", "micrometer",
				"tomcat-jdbc", "commons-dbcp2"));
	}

	@Test
	void withoutHikari() {
		rollsOut(and("HikariCP", "commons-dbcp2"));
	}

	@Test
	void withoutAnyPool() {
		rollsOut(and("HikariCP", "tomcat-jdbc", "commons-dbcp2"),
				"--spring.datasource.type=org.springframework.jdbc.datasource.SimpleDriverDataSource");
	}

}
