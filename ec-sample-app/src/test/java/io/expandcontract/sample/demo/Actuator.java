package io.expandcontract.sample.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * What an operator and the platform ask of one instance.
 */
class Actuator {

	private static final String OPERATOR = "Basic "
			+ Base64.getEncoder().encodeToString("ops:ops".getBytes(StandardCharsets.UTF_8));

	private final HttpClient http;

	Actuator(HttpClient http) {
		this.http = http;
	}

	/**
	 * The readiness probe.
	 * @param instance whom to ask
	 * @return whether it affirms, in time
	 */
	boolean ready(Instance instance) {
		try {
			return send(get(instance, "/actuator/health/readiness", Duration.ofSeconds(2))).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * The state of the migrations.
	 * @param instance whom to ask
	 * @return what it knows, or nothing if it does not tell
	 * @throws IOException if it does not answer
	 */
	Optional<MigrationState> state(Instance instance) throws IOException {
		HttpResponse<String> response = send(get(instance, "/actuator/migrations", Duration.ofSeconds(10)));
		return (response.statusCode() == 200) ? Optional.of(new MigrationState(Reply.json(response.body())))
				: Optional.empty();
	}

	/**
	 * Ask for the contract.
	 * @param instance whom to ask
	 * @return done, refused or on its way
	 * @throws IOException if it does not answer
	 */
	ContractAnswer contract(Instance instance) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(instance.uri("/actuator/migrations/contract"))
			.timeout(Duration.ofSeconds(60))
			.header("Authorization", OPERATOR)
			.POST(BodyPublishers.noBody())
			.build();
		HttpResponse<String> response = send(request);
		return new ContractAnswer(response.statusCode(), Reply.json(response.body()));
	}

	private static HttpRequest get(Instance instance, String path, Duration timeout) {
		return HttpRequest.newBuilder(instance.uri(path)).timeout(timeout).GET().build();
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException {
		try {
			return this.http.send(request, BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

}
