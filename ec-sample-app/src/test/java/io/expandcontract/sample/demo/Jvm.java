package io.expandcontract.sample.demo;

import java.nio.file.Path;

/**
 * The Java that runs this program, to start others with.
 */
final class Jvm {

	private Jvm() {
	}

	static String executable() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

}
