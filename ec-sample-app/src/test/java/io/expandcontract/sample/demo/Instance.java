package io.expandcontract.sample.demo;

import java.net.URI;

/**
 * One instance of the application, as the balancer and the clients see it.
 *
 * @param name the name that the story and the application itself use
 * @param release what it runs
 * @param port where it listens on the loopback address
 */
record Instance(String name, Release release, int port) {

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	@Override
	public String toString() {
		return this.name + " (" + this.release.version() + ")";
	}

}
