package io.expandcontract.sample.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

/**
 * The state of the migrations as one instance reports it.
 *
 * @param json the answer to {@code GET /actuator/migrations}
 */
record MigrationState(JsonNode json) {

	/**
	 * The phase that has work left.
	 * @return the first such phase, or steady
	 */
	Phase phase() {
		for (Phase phase : List.of(Phase.EXPAND, Phase.MIGRATE, Phase.CONTRACT)) {
			if (count(phase, "pending") > 0) {
				return phase;
			}
		}
		return Phase.STEADY;
	}

	/**
	 * The state in one line.
	 * @return how many changesets of each phase are applied, of how many, and what is
	 * next
	 */
	String summary() {
		List<String> parts = new ArrayList<>();
		for (Phase phase : List.of(Phase.EXPAND, Phase.MIGRATE, Phase.CONTRACT)) {
			int applied = count(phase, "applied");
			parts.add(phase + " " + applied + "/" + (applied + count(phase, "pending")));
		}
		return String.join(", ", parts) + "; next: " + this.json.path("status").asString("unknown");
	}

	/**
	 * The backfills, a line each.
	 * @return table, state and rows
	 */
	List<String> backfills() {
		List<String> sentences = new ArrayList<>();
		for (JsonNode database : this.json.path("databases")) {
			for (JsonNode backfill : database.path("backfills")) {
				sentences.add(String.format(Locale.ROOT, "backfill of table %s: %s, %,d rows",
						backfill.path("table").asString("?"), backfill.path("state").asString("?"),
						backfill.path("rowsDone").asLong(0)));
			}
		}
		return sentences;
	}

	private int count(Phase phase, String what) {
		int sum = 0;
		for (JsonNode database : this.json.path("databases")) {
			sum += database.path("phases").path(phase.toString()).path(what).asInt(0);
		}
		return sum;
	}

}
