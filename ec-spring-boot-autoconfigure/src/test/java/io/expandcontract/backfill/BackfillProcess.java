package io.expandcontract.backfill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link BackfillWorker} in a process of its own.
 */
final class BackfillProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	BackfillProcess(HikariDataSource database, @Nullable String schema, String worker, int pause) {
		try {
			this.process = new ProcessBuilder(List.of(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:+UseSerialGC",
					"-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
					BackfillWorker.class.getName(), database.getJdbcUrl(), database.getUsername(),
					(schema != null) ? schema : "-", worker, String.valueOf(pause)))
				.redirectErrorStream(true)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.output = this.process.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Return the next thing that the worker says.
	 * @return the line, or {@code null} if it has ended
	 */
	@Nullable String next() {
		try {
			for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
				if (line.startsWith("@")) {
					return line.substring(1);
				}
			}
			return null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	void awaitBatches(int batches) {
		for (int batch = 0; batch < batches; batch++) {
			assertThat(next()).isEqualTo("batch");
		}
	}

	String awaitEnd() {
		String last = "";
		for (String line = next(); line != null; line = next()) {
			last = line;
		}
		return last;
	}

	void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	void signal(String signal) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).start();
			assertThat(kill.waitFor()).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitExit() {
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		kill();
	}

}
