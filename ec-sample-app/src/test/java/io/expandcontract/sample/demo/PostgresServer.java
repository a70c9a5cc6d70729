package io.expandcontract.sample.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL, held by a process of its own: it does not stall with this one, and
 * ends with it even if this one is killed.
 */
final class PostgresServer implements AutoCloseable {

	private final Process holder;

	private final int port;

	private PostgresServer(Process holder, int port) {
		this.holder = holder;
		this.port = port;
	}

	/**
	 * Start a server and wait until it answers.
	 * @param directory of its log
	 * @return the server
	 * @throws IOException if it does not start
	 */
	static PostgresServer start(Path directory) throws IOException {
		int port = Ports.free();
		Path log = directory.resolve("postgres.log");
		Path files = Files.createTempDirectory("expand-contract-demo");
		ProcessBuilder builder = new ProcessBuilder(Jvm.executable(), "-Xmx384m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), PostgresHolder.class.getName(),
				files.toString(), Integer.toString(port));
		if (Unprivileged.isNeeded()) {
			builder.environment().merge("PATH", Unprivileged.prepare(files), (path, first) -> first + path);
		}
		Process holder = builder.redirectError(log.toFile()).start();
		PostgresServer server = new PostgresServer(holder, port);
		Runtime.getRuntime().addShutdownHook(new Thread(server::close));
		if (holder.inputReader(StandardCharsets.UTF_8).readLine() == null) {
			throw new IOException("PostgreSQL did not start: " + reason(log) + " (see " + log + ")");
		}
		return server;
	}

	int port() {
		return this.port;
	}

	String jdbcUrl() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + PostgresHolder.USER;
	}

	/**
	 * Have a process killed when this program ends without having ended it.
	 * @param pid the id of the process
	 * @throws IOException if the holder is gone
	 */
	synchronized void guard(long pid) throws IOException {
		OutputStream input = this.holder.getOutputStream();
		input.write((pid + "\n").getBytes(StandardCharsets.UTF_8));
		input.flush();
	}

	/**
	 * Ask the database itself, as its superuser.
	 * @param sql a query for one value
	 * @return the value
	 * @throws SQLException if the database refuses
	 */
	String ask(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(jdbcUrl(), "postgres", null);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
	}

	private static String reason(Path log) throws IOException {
		return Files.readAllLines(log)
			.stream()
			.filter((line) -> line.startsWith("Exception") || line.startsWith("Caused by"))
			.reduce("no output", (first, second) -> second);
	}

	@Override
	public void close() {
		try {
			this.holder.getOutputStream().close();
			this.holder.waitFor(30, TimeUnit.SECONDS);
		}
		catch (IOException ex) {
			this.holder.destroy();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.holder.destroyForcibly();
		}
	}

}
