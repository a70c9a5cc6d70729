package io.expandcontract.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Where the servers of tests come from.
 */
enum ServerSource {

	/** A property names one that runs already. */
	URL,

	/** Docker runs, so a container is started. */
	CONTAINER,

	/** From Maven's artifacts. */
	ARTIFACT;

	private static final boolean DOCKER = Files.exists(Path.of("/var/run/docker.sock"))
			|| System.getenv("DOCKER_HOST") != null;

	/**
	 * Choose by a property.
	 * @param property the name of a property that may hold a URL
	 * @return where the server comes from
	 */
	static ServerSource of(String property) {
		return of(System.getProperty(property), () -> DOCKER && Containers.isDockerAvailable());
	}

	static ServerSource of(@Nullable String url, BooleanSupplier docker) {
		if (url != null) {
			return URL;
		}
		return docker.getAsBoolean() ? CONTAINER : ARTIFACT;
	}

}
