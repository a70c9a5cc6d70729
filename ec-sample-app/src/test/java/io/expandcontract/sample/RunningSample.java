package io.expandcontract.sample;

import java.util.Map;
import java.util.Objects;

import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/**
 * An instance of the sample in this JVM, on a free port, and a client of it.
 */
final class RunningSample implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final RestClient client;

	private RunningSample(ConfigurableApplicationContext context) {
		this.context = context;
		this.client = RestClient.builder()
			.baseUrl(url())
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
	}

	/**
	 * Starts an instance on PostgreSQL.
	 * @param release {@code 1.0} or {@code 1.1}
	 * @param database the database
	 * @return the instance, which listens
	 */
	static RunningSample start(String release, SamplePostgres database) {
		return start(release, database.url());
	}

	static RunningSample start(String release, String url) {
		return new RunningSample(new SpringApplicationBuilder(SampleApplication.class).profiles("release-" + release)
			.run("--server.port=0", "--spring.datasource.url=" + url, "--spring.main.banner-mode=off"));
	}

	String url() {
		return "http://localhost:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Answer get(String path) {
		return answer(this.client.get().uri(path).retrieve());
	}

	String text(String path) {
		return Objects.requireNonNull(this.client.get().uri(path).retrieve().body(String.class));
	}

	Answer create(String firstName, String lastName, String... key) {
		return write(HttpMethod.POST, "/users", firstName, lastName, key);
	}

	Answer rename(long id, String firstName, String lastName, String... key) {
		return write(HttpMethod.PUT, "/users/" + id, firstName, lastName, key);
	}

	/**
	 * Sends a request without a body.
	 * @param method the method
	 * @param path the path
	 * @param password of the user {@code ops}; without, the request is anonymous
	 * @return the status
	 */
	int status(HttpMethod method, String path, String... password) {
		return this.client.method(method).uri(path).headers((headers) -> {
			for (String word : password) {
				headers.setBasicAuth("ops", word);
			}
		}).retrieve().toBodilessEntity().getStatusCode().value();
	}

	private Answer write(HttpMethod method, String path, String firstName, String lastName, String... keys) {
		Map<String, String> names = Map.of("firstName", firstName, "lastName", lastName, "name",
				(firstName + " " + lastName).strip());
		return answer(
				this.client.method(method).uri(path).contentType(MediaType.APPLICATION_JSON).headers((headers) -> {
					for (String key : keys) {
						headers.add("Idempotency-Key", key);
					}
				}).body(names).retrieve());
	}

	private static Answer answer(RestClient.ResponseSpec response) {
		ResponseEntity<JsonNode> entity = response.toEntity(JsonNode.class);
		return new Answer(entity.getStatusCode().value(), Objects.requireNonNull(entity.getBody()));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
