package io.expandcontract.sample.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports to listen on. They come from below the ranges that Linux and macOS take the ports
 * of outgoing connections from: a port of those could be gone again before the process
 * that it was chosen for has booted.
 */
final class Ports {

	private static final int FIRST = 12_000;

	private static final int COUNT = 18_000;

	private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

	private Ports() {
	}

	/**
	 * A port that nobody listens on, and that was not handed out before.
	 * @return the port
	 */
	static int free() {
		for (int tries = 0; tries < COUNT; tries++) {
			int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
			if (isFree(port)) {
				return port;
			}
		}
		throw new IllegalStateException("No free port from " + FIRST + " to " + (FIRST + COUNT - 1));
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
