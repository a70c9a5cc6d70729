package io.expandcontract.sample.demo;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * The answer to a call for the contract.
 *
 * @param status of HTTP
 * @param json its body
 */
record ContractAnswer(int status, JsonNode json) {

	boolean done() {
		return this.status == 200;
	}

	boolean refused() {
		return this.status == 409;
	}

	/** Accepted, and not yet over: the caller asks again. */
	boolean running() {
		return this.status == 202 || (refused() && reason().equals("RUN_IN_PROGRESS"));
	}

	String reason() {
		return this.json.path("reason").asString("");
	}

	String message() {
		return this.json.path("message").asString("");
	}

	/**
	 * Who or what stands in the way.
	 * @return the blockers of all databases
	 */
	List<Blocker> blockers() {
		List<Blocker> blockers = new ArrayList<>();
		for (JsonNode database : this.json.path("databases")) {
			for (JsonNode blocker : database.path("blockers")) {
				blockers.add(new Blocker(blocker));
			}
		}
		return blockers;
	}

	/**
	 * What ran.
	 * @return identities of changesets
	 */
	List<String> executed() {
		List<String> executed = new ArrayList<>();
		for (JsonNode database : this.json.path("databases")) {
			database.path("executed").forEach((changeSet) -> executed.add(changeSet.asString("?")));
		}
		return executed;
	}

	/**
	 * One reason for a refusal.
	 *
	 * @param json as the gate states it
	 */
	record Blocker(JsonNode json) {

		String code() {
			return this.json.path("code").asString("?");
		}

		String instance() {
			return this.json.path("instance").asString("-");
		}

		String version() {
			return this.json.path("version").asString("-");
		}

		/** The version as the story calls it: 1.0.0 is 1.0. */
		String release() {
			return version().replaceFirst("^(\\d+\\.\\d+)\\.0$", "$1");
		}

		/** The message without the name of the instance that it begins with. */
		String what() {
			String message = this.json.path("message").asString("");
			String name = instance() + " of " + version() + " ";
			return message.startsWith(name) ? message.substring(name.length()) : message;
		}

	}

}
