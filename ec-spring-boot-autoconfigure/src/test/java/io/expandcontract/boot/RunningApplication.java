package io.expandcontract.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An application with a web server, and what one would type to call its endpoint.
 */
final class RunningApplication implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ConfigurableApplicationContext context;

	private RunningApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static RunningApplication start(String url, String release, String... properties) {
		return start(new SpringApplicationBuilder(Empty.class), release, "spring.datasource.url=" + url, properties);
	}

	static RunningApplication on(HikariDataSource database, String release, String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 2);
		all[properties.length] = "spring.datasource.username=" + TestDatabases.of(database).applicationUser();
		all[properties.length + 1] = "spring.datasource.password=";
		return start(database.getJdbcUrl(), release, all);
	}

	static RunningApplication start(DataSource dataSource, String release) {
		return start(new SpringApplicationBuilder(Empty.class)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("dataSource",
					DataSource.class, () -> dataSource)),
				release, "expand-contract.fleet.session-check=off");
	}

	private static RunningApplication start(SpringApplicationBuilder builder, String release, String property,
			String... properties) {
		Map<String, Object> all = new HashMap<>(Map.of("server.port", "0", "spring.main.banner-mode", "off",
				"spring.application.name", "orders", "spring.application.version", release,
				"spring.liquibase.change-log", "classpath:/status/release-" + release + ".yaml",
				"spring.liquibase.parameters.secret", "hunter2", "management.endpoints.web.exposure.include", "*",
				"management.endpoint.health.show-details", "always", "management.endpoint.migrations.access",
				"unrestricted"));
		all.put("expand-contract.fleet.heartbeat-interval", "200ms");
		all.put("expand-contract.fleet.stale-after", "1s");
		all.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
		for (String each : properties) {
			all.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
		}
		return new RunningApplication(builder.initializers(
				(context) -> context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all)))
			.run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Answer get(String path) {
		return send(request(path).GET());
	}

	Answer post(String path) {
		return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
	}

	Answer post(String path, String json) {
		return post(path, "application/json", json);
	}

	Answer post(String path, String type, String body) {
		return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	Answer send(String method, String path) {
		return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
	}

	Answer send(String method, String path, String json) {
		return send(request(path).header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(json)));
	}

	private HttpRequest.Builder request(String path) {
		Integer port = this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path));
	}

	private static Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	record Answer(int status, String body) {

		JsonNode json() {
			return JSON.readTree(this.body);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
