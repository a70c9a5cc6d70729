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
 * A real server, held by a process of its own: it does not stall with this one, and ends
 * with it even if this one is killed.
 */
final class DatabaseServer implements AutoCloseable {

	private final Database database;

	private final Process holder;

	private final String jdbcUrl;

	private DatabaseServer(Database database, Process holder, String jdbcUrl) {
		this.database = database;
		this.holder = holder;
		this.jdbcUrl = jdbcUrl;
	}

	/**
	 * Start a server and wait until it answers.
	 * @param database of which kind
	 * @param directory of its log
	 * @return the server
	 * @throws IOException if it does not start
	 */
	static DatabaseServer start(Database database, Path directory) throws IOException {
		Path log = directory.resolve(database + ".log");
		Path files = Files.createTempDirectory("expand-contract-demo");
		ProcessBuilder builder = new ProcessBuilder(Jvm.executable(), "-Xmx384m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + files, "-cp", System.getProperty("java.class.path"),
				ServerHolder.class.getName(), database.name(), files.toString());
		if (database == Database.POSTGRESQL && Unprivileged.isNeeded()) {
			builder.environment().merge("PATH", Unprivileged.prepare(files), (path, first) -> first + path);
		}
		Process holder = builder.redirectError(log.toFile()).start();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> close(holder)));
		String jdbcUrl = holder.inputReader(StandardCharsets.UTF_8).readLine();
		if (jdbcUrl == null) {
			throw new IOException(database.title() + " did not start: " + reason(log) + " (see " + log + ")");
		}
		return new DatabaseServer(database, holder, jdbcUrl);
	}

	String jdbcUrl() {
		return this.jdbcUrl;
	}

	/**
	 * Tell what runs where.
	 * @return such as {@code MySQL 8.0.31 listens on port 40123}
	 * @throws SQLException if the database refuses
	 */
	String describe() throws SQLException {
		return this.database.title() + " " + ask(this.database.version()) + " listens on port "
				+ this.jdbcUrl.replaceFirst(".*:(\\d+)/.*", "$1");
	}

	/**
	 * Return the columns of the table users.
	 * @return their names, separated by commas
	 * @throws SQLException if the database refuses
	 */
	String columns() throws SQLException {
		return ask(this.database.columns());
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
		try (Connection connection = DriverManager.getConnection(this.jdbcUrl, this.database.superuser(), "");
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
		close(this.holder);
	}

	private static void close(Process holder) {
		try {
			holder.getOutputStream().close();
			holder.waitFor(30, TimeUnit.SECONDS);
		}
		catch (IOException ex) {
			holder.destroy();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			holder.destroyForcibly();
		}
	}

}
