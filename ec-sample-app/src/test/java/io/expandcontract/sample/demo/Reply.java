package io.expandcontract.sample.demo;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * An answer of the application.
 *
 * @param status of HTTP
 * @param body as JSON; missing if it is none
 * @param instance who answered
 * @param cutOff how often the call had been sent and cut off before
 */
record Reply(int status, JsonNode body, Instance instance, int cutOff) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static Reply of(int status, String body, Instance instance, int cutOff) {
		return new Reply(status, json(body), instance, cutOff);
	}

	String id() {
		return this.body.path("id").asString("");
	}

	String name() {
		return this.body.path("name").asString("");
	}

	static JsonNode json(String body) {
		try {
			JsonNode node = JSON.readTree(body);
			return (node != null) ? node : MissingNode.getInstance();
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

}
