package io.expandcontract.sample.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An instance of the sample application in a process of its own, with a log file of its
 * own.
 *
 * @param instance how others see it
 * @param process the process
 * @param log what it prints
 * @param startedNanos when it was started, by {@link System#nanoTime()}
 */
record AppProcess(Instance instance, Process process, Path log, long startedNanos) {

	/**
	 * Start an instance; it is not ready when this returns.
	 * @param jar the executable archive
	 * @param instance what to start
	 * @param jdbcUrl where its database is
	 * @param directory of the log
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	static AppProcess start(Path jar, Instance instance, String jdbcUrl, Path directory) throws IOException {
		Path log = directory.resolve(instance.name() + "-" + instance.release().version() + ".log");
		ProcessBuilder builder = new ProcessBuilder(List.of(Jvm.executable(), "-Xmx256m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-Xshare:auto", "-jar", jar.toString(),
				"--spring.profiles.active=" + instance.release().profile(), "--server.port=" + instance.port(),
				"--spring.datasource.url=" + jdbcUrl, "--spring.datasource.username=" + HeldServer.USER,
				"--spring.datasource.password=", "--expand-contract.instance.name=" + instance.name()));
		builder.redirectErrorStream(true).redirectOutput(log.toFile());
		Process process = builder.start();
		process.getOutputStream().close();
		return new AppProcess(instance, process, log, System.nanoTime());
	}

	boolean alive() {
		return this.process.isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	double age() {
		return (System.nanoTime() - this.startedNanos) / 1e9;
	}

	/**
	 * Send SIGTERM.
	 */
	void terminate() {
		this.process.destroy();
	}

	/**
	 * Send SIGKILL.
	 */
	void kill() {
		this.process.destroyForcibly();
	}

	boolean awaitExit(Duration limit) throws InterruptedException {
		return this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
	}

}
