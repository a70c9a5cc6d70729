package io.expandcontract.sample;

import tools.jackson.databind.JsonNode;

/**
 * What the sample answered.
 */
record Answer(int status, JsonNode body) {

	long id() {
		return this.body.path("id").asLong();
	}

	String name() {
		return this.body.path("name").asString();
	}

}
