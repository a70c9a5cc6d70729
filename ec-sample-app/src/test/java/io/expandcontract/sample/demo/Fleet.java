package io.expandcontract.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;

/**
 * Starts and ends instances in the way and in the order in which a Deployment does, and
 * tells it.
 */
class Fleet implements AutoCloseable {

	private static final Duration BOOT = Duration.ofMinutes(3);

	private static final Duration GRACE = Duration.ofSeconds(45);

	/** From leaving the rotation to SIGTERM: until every client has heard of it. */
	private static final Duration PROPAGATION = Duration.ofMillis(500);

	private final Path jar;

	private final Path directory;

	private final DatabaseServer server;

	private final Balancer balancer;

	private final Story story;

	private final List<AppProcess> processes = new CopyOnWriteArrayList<>();

	private int started;

	private boolean closed;

	Fleet(Path jar, Path directory, DatabaseServer server, Balancer balancer, Story story) {
		this.jar = jar;
		this.directory = directory;
		this.server = server;
		this.balancer = balancer;
		this.story = story;
	}

	/**
	 * Start an instance, and do not wait for it.
	 * @param release what it runs
	 * @return its process
	 * @throws IOException if it cannot be started
	 */
	synchronized AppProcess start(Release release) throws IOException {
		if (this.closed) {
			throw new IOException("The demo is over");
		}
		Instance instance = new Instance("users-" + ++this.started, release, Ports.free());
		AppProcess process = AppProcess.start(this.jar, instance, this.server.jdbcUrl(), this.directory);
		this.processes.add(process);
		this.server.guard(process.pid());
		this.balancer.add(instance);
		this.story.tell(instance, "boots on port " + instance.port() + ", process " + process.pid());
		return process;
	}

	/**
	 * Wait until the instance is in rotation.
	 * @param process its process
	 * @throws IOException if it ends instead
	 */
	void awaitReady(AppProcess process) throws IOException {
		Awaitility.await(process.instance() + " is ready")
			.atMost(BOOT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> this.balancer.isReady(process.instance()) || !process.alive());
		if (!process.alive()) {
			this.story.tell(process.instance(), "did not boot: " + reason(process.log()));
			throw new IOException(process.instance() + " did not boot, see " + process.log().getFileName());
		}
		this.story.tell(process.instance(),
				String.format(Locale.ROOT, "is ready after %.1f s and takes requests", process.age()));
	}

	/**
	 * End an instance as a rolling update does: out of rotation, SIGTERM, time to finish.
	 * @param process its process
	 * @throws InterruptedException if the caller is interrupted meanwhile
	 */
	void end(AppProcess process) throws InterruptedException {
		this.balancer.remove(process.instance());
		this.story.tell(process.instance(), "is taken out of rotation, then sent SIGTERM");
		process.awaitExit(PROPAGATION);
		process.terminate();
		if (!process.awaitExit(GRACE)) {
			process.kill();
			this.story.tell(process.instance(), "did not end in " + GRACE.toSeconds() + " s and was killed");
			return;
		}
		this.story.tell(process.instance(), "has ended in peace");
	}

	/**
	 * Note that an instance died: nobody is told, probes and refused connections show it.
	 * @param process its process
	 */
	void awaitNoticed(AppProcess process) {
		Awaitility.await(process.instance() + " is out of rotation")
			.atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> !this.balancer.isReady(process.instance()));
		this.balancer.remove(process.instance());
	}

	private static String reason(Path log) throws IOException {
		List<String> lines = Files.readAllLines(log).stream().filter((line) -> !line.isBlank()).toList();
		int description = lines.indexOf("Description:");
		return (description != -1) ? String.join(" ", lines.subList(description + 1, lines.size()))
				: lines.stream()
					.filter((line) -> line.startsWith("Caused by: "))
					.reduce("no reason in its log", (first, second) -> second)
					.replaceFirst("^Caused by: \\S+: ", "");
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
		}
		this.processes.forEach(AppProcess::terminate);
		try {
			for (AppProcess process : this.processes) {
				process.awaitExit(Duration.ofSeconds(10));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.processes.forEach(AppProcess::kill);
	}

}
