package io.expandcontract.backfill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.expandcontract.Documentation;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.migration.MigrateSettings;
import io.expandcontract.migration.Migrations;
import io.expandcontract.status.Rollout;
import io.expandcontract.status.StatusCache;
import io.expandcontract.status.StatusReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * The code that docs/backfill.md shows stands here too, and does what is said there.
 */
class DocumentedBackfillTests {

	interface Queue {

		int length();

	}

	interface Slugger {

		String slug(@Nullable String title);

	}

	@Bean
	BackfillThrottle queueLength(Queue queue) {
		return (progress) -> (queue.length() > 1000) ? "the queue is long" : null;
	}

	@Bean
	BackfillFunction slugs(Slugger slugger) {
		return (rows, connection) -> rows
			.forEach((row) -> row.set("slug", slugger.slug(row.get("title", String.class))));
	}

	boolean mayWrite(Rollout rollout) {
		return !rollout.isMixed() && rollout.isMigrated("1.1");
	}

	@Test
	void everyLineOfJavaStandsHere() throws IOException {
		List<String> here = Files
			.readAllLines(Path.of("src/test/java/io/expandcontract/backfill/DocumentedBackfillTests.java"))
			.stream()
			.map(String::strip)
			.toList();
		List<String> lines = Documentation.snippets()
			.stream()
			.filter((snippet) -> "java".equals(snippet.language()) && snippet.page().endsWith("backfill.md"))
			.flatMap((snippet) -> snippet.text().lines())
			.map(String::strip)
			.toList();
		assertThat(lines).hasSizeGreaterThan(10).allSatisfy((line) -> assertThat(here).contains(line));
	}

	@Test
	void throttleWaitsForTheQueue() {
		BackfillProgress progress = new BackfillProgress("3f", new ChangeSetKey("a.yaml", "1", "ann"), "article",
				BackfillState.RUNNING, 0, 0, 0, 0, null, 0, null, null, false);
		assertThat(queueLength(() -> 1001).reasonToWait(progress)).isEqualTo("the queue is long");
		assertThat(queueLength(() -> 3).reasonToWait(progress)).isNull();
	}

	@Test
	void functionGivesSlugs() throws Exception {
		BackfillRow row = new BackfillRow(Map.of("TITLE", "Grow"), Map.of("slug", "SLUG"));
		slugs((title) -> String.valueOf(title).toLowerCase(Locale.ROOT)).fill(List.of(row), mock());
		assertThat(row.changes()).containsExactly(Map.entry("SLUG", "grow"));
	}

	@Test
	void nothingMayBeWrittenWhileNothingIsKnown() {
		Migrations migrations = new Migrations(new MigrateSettings(true, true,
				new BackfillSettings(Duration.ofMillis(30), 100, Duration.ofSeconds(15)), BackfillExtensions.NONE));
		try (migrations; StatusCache cache = new StatusCache(new StatusReader(migrations))) {
			assertThat(mayWrite(new Rollout(cache, (change) -> {
			}))).isFalse();
		}
	}

}
