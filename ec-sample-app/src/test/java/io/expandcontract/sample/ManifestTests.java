package io.expandcontract.sample;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifests against the application that they deploy.
 */
class ManifestTests {

	private static final Duration BOOT_TIMEOUT = Duration.ofMinutes(5);

	private static final Duration DDL_RETRY_FOR = Duration.ofMinutes(2);

	@Test
	void everyPathThatTheManifestsNameIsMapped() throws IOException {
		List<String> probes = Manifests.values(Map.class, "httpGet", Manifests.all())
			.map((httpGet) -> (String) httpGet.get("path"))
			.toList();
		List<String> posts = Manifests.nodes(Manifests.all())
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.filter((value) -> value.startsWith("http:"))
			.map((url) -> URI.create(url).getPath())
			.toList();
		assertThat(probes).hasSize(3);
		assertThat(posts).hasSize(1);
		try (RunningSample sample = RunningSample.start("1.1", SamplePostgres.createDatabase(ManifestTests.class))) {
			assertThat(probes).allSatisfy((path) -> assertThat(sample.status(HttpMethod.GET, path)).isEqualTo(200));
			assertThat(posts).allSatisfy((path) -> {
				assertThat(sample.status(HttpMethod.POST, path)).isEqualTo(401);
				assertThat(sample.status(HttpMethod.POST, path, "ops")).isIn(200, 202, 409);
			});
		}
	}

	@Test
	void startupProbeOutlastsTheLongestBoot() throws IOException {
		Object probe = Manifests.values(Map.class, "startupProbe", Manifests.read("deployment.yaml"))
			.findFirst()
			.orElseThrow();
		int seconds = Stream.of("periodSeconds", "failureThreshold")
			.flatMap((key) -> Manifests.values(Integer.class, key, probe))
			.reduce(1, (left, right) -> left * right);
		assertThat(Duration.ofSeconds(seconds)).isGreaterThan(BOOT_TIMEOUT.plus(DDL_RETRY_FOR));
	}

	@Test
	void serviceSelectsThePodsAndThePortOfTheDeployment() throws IOException {
		Object deployment = Manifests.read("deployment.yaml");
		Object service = Manifests.read("service.yaml");
		assertThat(Manifests.values(Map.class, "selector", service))
			.containsAnyElementsOf(Manifests.values(Map.class, "labels", deployment).toList());
		assertThat(Manifests.values(String.class, "targetPort", service))
			.containsAnyElementsOf(Manifests.values(String.class, "port", deployment).toList());
	}

}
