package io.expandcontract.sample.demo;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client wants done, and the same however often it has to be sent.
 *
 * @param method of HTTP
 * @param path of the resource
 * @param person whom to write, or nothing for a read
 * @param key the idempotency key of a write
 */
record Call(String method, String path, @Nullable Person person, String key) {

	/** An answer that takes longer is a failure. */
	static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static Call create(Person person) {
		return new Call("POST", "/users", person, UUID.randomUUID().toString());
	}

	static Call rename(String id, Person person) {
		return new Call("PUT", "/users/" + id, person, UUID.randomUUID().toString());
	}

	static Call read(String id) {
		return new Call("GET", "/users/" + id, null, "");
	}

	boolean writes() {
		return this.person != null;
	}

	HttpRequest to(URI uri) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
		if (this.person == null) {
			return request.GET().build();
		}
		String body = JSON.writeValueAsString(Map.of("firstName", this.person.firstName(), "lastName",
				this.person.lastName(), "name", this.person.name()));
		return request.method(this.method, BodyPublishers.ofString(body))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", this.key)
			.build();
	}

	@Override
	public String toString() {
		return this.method + " " + this.path + ((this.person != null) ? " '" + this.person.name() + "'" : "");
	}

}
