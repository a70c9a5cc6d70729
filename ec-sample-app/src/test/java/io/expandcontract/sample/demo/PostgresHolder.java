package io.expandcontract.sample.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

/**
 * A program that runs a PostgreSQL server for as long as its standard input is open. Each
 * line that it reads is the id of a process that must not outlive the one that writes.
 * When the input ends, for whatever reason, or this program is ended, these processes are
 * killed, the server is stopped, and its files are deleted.
 */
final class PostgresHolder {

	/** The user, without a password, and owner of the database of the same name. */
	static final String USER = "sample";

	private final List<ProcessHandle> wards = new CopyOnWriteArrayList<>();

	private final Path directory;

	private final CompletableFuture<EmbeddedPostgres> server = new CompletableFuture<>();

	private PostgresHolder(Path directory) {
		this.directory = directory;
	}

	private EmbeddedPostgres start(int port) throws IOException {
		System.setProperty("ot.epg.working-dir", this.directory.resolve("binaries").toString());
		try {
			this.server.complete(EmbeddedPostgres.builder()
				.setDataDirectory(this.directory.resolve("data"))
				.setPort(port)
				.setPGStartupWait(Duration.ofSeconds(60))
				.setRegisterShutdownHook(false)
				.start());
		}
		finally {
			this.server.cancel(false);
		}
		return this.server.join();
	}

	/**
	 * Start the server, say so on standard output, and hold it.
	 * @param args the directory of its files, and the port
	 * @throws Exception if the server cannot be started
	 */
	public static void main(String[] args) throws Exception {
		PrintStream answer = System.out;
		System.setOut(System.err);
		PostgresHolder holder = new PostgresHolder(Path.of(args[0]));
		Runtime.getRuntime().addShutdownHook(new Thread(holder::end));
		createDatabase(holder.start(Integer.parseInt(args[1])));
		answer.println("ready");
		answer.flush();
		holder.readWards();
	}

	private static void createDatabase(EmbeddedPostgres server) throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE ROLE " + USER + " LOGIN");
			statement.execute("CREATE DATABASE " + USER + " OWNER " + USER);
		}
	}

	private void readWards() throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			ProcessHandle.of(Long.parseLong(line)).ifPresent(this.wards::add);
		}
	}

	private void end() {
		this.wards.forEach(ProcessHandle::destroyForcibly);
		try {
			this.server.join().close();
		}
		catch (IOException | CancellationException ex) {
			System.err.println("No server to stop: " + ex.getMessage());
		}
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

}
