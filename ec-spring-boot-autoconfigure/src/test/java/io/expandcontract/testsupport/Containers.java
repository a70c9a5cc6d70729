package io.expandcontract.testsupport;

import java.util.Map;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers, which end with this JVM. Each of their images starts the server
 * once to set it up and then once more for good.
 */
final class Containers {

	private Containers() {
	}

	static boolean isDockerAvailable() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

	/**
	 * Start a container.
	 * @param image its image
	 * @param port the server's port in it
	 * @param environment what makes the image trust every user
	 * @param ready what the server logs when it takes connections
	 * @return host and port of the server, with a slash before and behind
	 */
	static String start(String image, int port, Map<String, String> environment, String ready) {
		GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(port)
			.withEnv(environment)
			.waitingFor(Wait.forLogMessage(".*" + ready + ".*\\n", 2));
		container.start();
		return "//" + container.getHost() + ":" + container.getMappedPort(port) + "/";
	}

}
