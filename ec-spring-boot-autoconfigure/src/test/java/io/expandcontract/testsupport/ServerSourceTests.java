package io.expandcontract.testsupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerSourceTests {

	@Test
	void urlComesFirstAndDockerIsNotAsked() {
		assertThat(ServerSource.of("jdbc:mysql://localhost:3306/", () -> {
			throw new IllegalStateException("asked");
		})).isEqualTo(ServerSource.URL);
	}

	@Test
	void containerWhereDockerRuns() {
		assertThat(ServerSource.of(null, () -> true)).isEqualTo(ServerSource.CONTAINER);
	}

	@Test
	void artifactEverywhereElse() {
		assertThat(ServerSource.of(null, () -> false)).isEqualTo(ServerSource.ARTIFACT);
	}

}
