package io.expandcontract.boot.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.expandcontract.status.NextAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands and endpoint write the same JSON.
 */
class JsonTests {

	private static final JsonMapper ENDPOINT = JsonMapper.builder()
		.disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS, DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private record Inner(boolean open, Optional<Duration> remaining) {
	}

	private record Everything(NextAction action, Instant asOf, @Nullable String absent, Optional<String> empty,
			Optional<String> present, long number, List<Inner> items, Map<String, Inner> named, String quoted) {
	}

	@Test
	void sameAsTheEndpoint() {
		Everything everything = new Everything(NextAction.CONTRACT, Instant.parse("2026-11-23T10:15:04Z"), null,
				Optional.empty(), Optional.of("there"), 42,
				List.of(new Inner(true, Optional.of(Duration.ofSeconds(3))), new Inner(false, Optional.empty())),
				Map.of("liquibase", new Inner(false, Optional.empty())), "a \"word\"\n\u00e9\t\u2028");
		assertThat(ENDPOINT.readTree(Json.write(everything)))
			.isEqualTo(ENDPOINT.readTree(ENDPOINT.writeValueAsString(everything)));
	}

}
