package io.expandcontract.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.DispatcherType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The steps that the README tells to an existing application: with all of them a POST
 * contracts; without one of them it is 404, 405 or 403, as the README says.
 */
class ReadmeStepsTests {

	private static final String CONTRACT = "/actuator/migrations/contract";

	@TempDir
	private Path directory;

	private static String readme() throws IOException {
		return Files.readString(Path.of("../README.md"));
	}

	private static String snippet(String language, String beginning) throws IOException {
		Matcher matcher = Pattern.compile("(?ms)^```" + language + "\\n(" + beginning + ".*?)^```$").matcher(readme());
		assertThat(matcher.find()).as(language + " snippet that begins with " + beginning).isTrue();
		return matcher.group(1);
	}

	private static Map<String, Object> configuration() throws IOException {
		Map<String, Object> properties = new HashMap<>();
		new YamlPropertySourceLoader()
			.load("readme", new ByteArrayResource(snippet("yaml", "management:").getBytes(StandardCharsets.UTF_8)))
			.forEach((source) -> {
				for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					properties.put(name, String.valueOf(source.getProperty(name)));
				}
			});
		return properties;
	}

	private static ConfigurableApplicationContext start(Class<?> application, Map<String, Object> configuration) {
		Map<String, Object> properties = new HashMap<>(Map.of("server.port", "0", "spring.main.banner-mode", "off",
				"spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID(), "spring.liquibase.change-log",
				"classpath:/db/changelog/release-1.0.yaml", "spring.security.user.name", "ops",
				"spring.security.user.password", "ops", "spring.security.user.roles", "MIGRATIONS"));
		properties.putAll(configuration);
		return new SpringApplicationBuilder(application)
			.initializers((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", properties)))
			.run("--spring.config.location=optional:classpath:/none/");
	}

	private static RestClient client(ConfigurableApplicationContext context) {
		return RestClient.builder()
			.baseUrl("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
			})
			.build();
	}

	private static int contract(Class<?> application, Map<String, Object> configuration) {
		try (ConfigurableApplicationContext context = start(application, configuration)) {
			return contract(context);
		}
	}

	private static int contract(ConfigurableApplicationContext context) {
		return status(client(context).post()
			.uri(CONTRACT)
			.headers((headers) -> headers.setBasicAuth("ops", "ops"))
			.retrieve());
	}

	private static int status(RestClient.ResponseSpec response) {
		return response.toBodilessEntity().getStatusCode().value();
	}

	@Test
	void contractWithAllStepsIsAnsweredToOperatorsOnly() throws IOException {
		try (ConfigurableApplicationContext context = start(AsTheReadmeSays.class, configuration())) {
			RestClient client = client(context);
			assertThat(status(
					client.post().uri(CONTRACT).headers((headers) -> headers.setBasicAuth("ops", "ops")).retrieve()))
				.isEqualTo(200);
			assertThat(status(client.post().uri(CONTRACT).retrieve())).isEqualTo(401);
			assertThat(status(client.get().uri("/actuator/health/liveness").retrieve())).isEqualTo(200);
			assertThat(status(client.get().uri("/actuator/health/readiness").retrieve())).isEqualTo(200);
		}
	}

	@Test
	void rolloutIsRefusedEarlyAndContractsWhenTheOldReleaseIsGone() throws IOException {
		Path changelog = this.directory.resolve("db.changelog-master.yaml");
		String second = snippet("yaml", "databaseChangeLog:");
		int end = second.indexOf("  # Release 1.0 ends here.");
		assertThat(end).isPositive();
		Map<String, Object> configuration = configuration();
		configuration.put("spring.liquibase.change-log", changelog.toUri().toString());
		configuration.put("spring.datasource.url", SamplePostgres.createDatabase(ReadmeStepsTests.class).url());
		configuration.put("spring.datasource.username", "postgres");
		Files.writeString(changelog, second.substring(0, end));
		try (ConfigurableApplicationContext old = start(AsTheReadmeSays.class, configuration)) {
			JdbcTemplate jdbc = old.getBean(JdbcTemplate.class);
			jdbc.update("insert into users (first_name, last_name) values ('Ann', 'Lee')");
			Files.writeString(changelog, second);
			try (ConfigurableApplicationContext next = start(AsTheReadmeSays.class, configuration)) {
				assertThat(jdbc.queryForList("select name from users where first_name = 'Ann'")).hasSize(1);
				assertThat(contract(next)).isEqualTo(409);
				old.close();
				Awaitility.await().untilAsserted(() -> assertThat(contract(next)).isEqualTo(200));
				assertThat(next.getBean(JdbcTemplate.class).queryForList("select * from users")).singleElement()
					.isEqualTo(Map.of("id", 1L, "last_name", "Lee", "name", "Ann Lee"));
			}
		}
		Files.writeString(changelog, second.substring(0, end));
		assertThatThrownBy(() -> start(AsTheReadmeSays.class, configuration)).rootCause()
			.hasMessageContaining("cannot serve: the schema was contracted past it");
	}

	@Test
	void contractWithoutExposureIs404() throws IOException {
		Map<String, Object> configuration = configuration();
		assertThat(configuration.remove("management.endpoints.web.exposure.include")).isNotNull();
		assertThat(contract(AsTheReadmeSays.class, configuration)).isEqualTo(404);
	}

	@Test
	void contractWithoutAccessIs405() throws IOException {
		Map<String, Object> configuration = configuration();
		assertThat(configuration.remove("management.endpoint.migrations.access")).isNotNull();
		assertThat(contract(AsTheReadmeSays.class, configuration)).isEqualTo(405);
	}

	@Test
	void contractWithoutTheCsrfExceptionIs403() throws IOException {
		assertThat(contract(WithCsrf.class, configuration())).isEqualTo(403);
	}

	@Test
	void securityOfTheReadmeIsTheOneThatIsTested() throws IOException {
		String source = Files
			.readString(Path.of("src/test/java", ReadmeStepsTests.class.getName().replace('.', '/') + ".java"));
		assertThat(source.replaceAll("\\s+", "")).contains(snippet("java", "http").replaceAll("\\s+", ""));
	}

	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	static class AsTheReadmeSays {

		@Bean
		SecurityFilterChain security(HttpSecurity http) throws Exception {
			http.csrf((csrf) -> csrf.ignoringRequestMatchers("/actuator/migrations/**"))
				.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
					.permitAll()
					.requestMatchers("/actuator/health/**")
					.permitAll()
					.requestMatchers("/actuator/migrations/**")
					.hasRole("MIGRATIONS"));
			return http.httpBasic(Customizer.withDefaults()).build();
		}

	}

	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	static class WithCsrf {

		@Bean
		SecurityFilterChain security(HttpSecurity http) throws Exception {
			return http.httpBasic(Customizer.withDefaults()).build();
		}

	}

}
