package io.expandcontract.sample.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Story}.
 */
class StoryTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final AtomicLong nanos = new AtomicLong(5);

	private final Story story = new Story(new PrintStream(this.out, true, StandardCharsets.UTF_8), this.nanos::get,
			() -> 1234);

	@Test
	void lineHasTimeInstanceReleasePhaseRequestsAndText() {
		this.story.phase(Phase.MIGRATE);
		this.nanos.addAndGet(83_250_000_000L);
		this.story.tell(new Instance("users-4", Release.ONE_ONE, 1), "is ready");
		assertThat(lines()).containsExactly("01:23.2  users-4   1.1  migrate      1,234  is ready");
	}

	@Test
	void columnsStandUnderTheirHeadings() {
		this.story.heading();
		this.story.tell("begins");
		assertThat(lines().get(0).indexOf("what happened")).isEqualTo(lines().get(1).indexOf("begins"));
	}

	@Test
	void lineThatIsTooLongIsCutAt120Characters() {
		this.story.tell("x".repeat(500));
		assertThat(lines()).singleElement().asString().hasSize(120).endsWith("x...");
	}

	@Test
	void longestTextThatFitsIsWhole() {
		this.story.tell("");
		int room = 120 - "00:00.0  -         -    steady       1,234  ".length();
		this.story.tell("y".repeat(room));
		assertThat(lines().get(1)).hasSize(120).endsWith("yyyy");
	}

	@Test
	void textOfSeveralLinesBecomesOneLine() {
		this.story.tell("one\n\ttwo\r\n three");
		assertThat(lines()).singleElement().asString().endsWith("one two three");
	}

	@Test
	void complaintsAreToldOnlySoOften() {
		for (int i = 0; i < 100; i++) {
			this.story.complain("FAILED: " + i);
		}
		assertThat(lines()).hasSize(13);
		assertThat(lines().get(12)).contains("the last line counts it");
	}

	@Test
	void afterTheLastLineNothingIsTold() {
		this.story.end("demo: the end");
		this.story.tell("too late");
		this.story.end("another end");
		assertThat(lines()).containsExactly("demo: the end");
	}

	private List<String> lines() {
		return this.out.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
