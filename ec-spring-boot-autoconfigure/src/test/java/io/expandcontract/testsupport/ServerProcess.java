package io.expandcontract.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * A server of the MySQL family in a process of its own, which ends with this JVM.
 */
public final class ServerProcess implements AutoCloseable {

	private final @Nullable Process process;

	private final @Nullable Path folder;

	private final String url;

	private ServerProcess(@Nullable Process process, @Nullable Path folder, String url) {
		this.process = process;
		this.folder = folder;
		this.url = url;
	}

	/**
	 * Return the server that a property names, whose user root needs no password, or
	 * start one.
	 * @param property a JDBC URL without a database, such as
	 * {@code jdbc:mysql://localhost:3306/}
	 * @param container starts a container and returns such a URL
	 * @param start starts a server
	 */
	static ServerProcess of(String property, Supplier<String> container, Supplier<ServerProcess> start) {
		return switch (ServerSource.of(property)) {
			case URL -> new ServerProcess(null, null, String.valueOf(System.getProperty(property))).withUsers();
			case CONTAINER -> new ServerProcess(null, null, container.get()).withUsers();
			case ARTIFACT -> start.get();
		};
	}

	/**
	 * Start a server that has been initialized.
	 * @param protocol the JDBC URL's beginning, such as {@code jdbc:mysql:}
	 * @param folder the folder to be deleted when this JVM ends
	 * @param command the server and its arguments, without the port
	 */
	static ServerProcess start(String protocol, Path folder, List<String> command) {
		try {
			int port = freePort();
			Path log = folder.resolve("server.log");
			List<String> all = new java.util.ArrayList<>(command);
			all.addAll(List.of("--port=" + port, "--socket=" + folder.resolve("s"), "--bind-address=127.0.0.1",
					"--max-connections=500"));
			Process process = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile()).start();
			ServerProcess server = new ServerProcess(process, folder, protocol + "//127.0.0.1:" + port + "/");
			Runtime.getRuntime().addShutdownHook(new Thread(server::close));
			Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> server.answers(process, log));
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	static void run(List<String> command, Path log) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			if (process.waitFor() != 0) {
				throw new IllegalStateException(command.get(0) + " failed:\n" + Files.readString(log));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Stop the server and delete its files.
	 */
	@Override
	public void close() {
		if (this.process == null || this.folder == null) {
			return;
		}
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
		}
		FileSystemUtils.deleteRecursively(this.folder.toFile());
	}

	/**
	 * Return where the server is.
	 * @return the beginning of a JDBC URL, to which a database's name is added
	 */
	public String url() {
		return this.url;
	}

	private boolean answers(Process server, Path log) throws IOException {
		if (!server.isAlive()) {
			throw new IllegalStateException("The server ended:\n" + Files.readString(log));
		}
		try (Connection connection = connect("mysql")) {
			return connection.isValid(5);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(this.url + database, "root", "");
	}

	ServerProcess withUsers() {
		for (String user : List.of("tester", "application")) {
			execute("create user if not exists '" + user + "'@'%'");
			execute("grant all privileges on *.* to '" + user + "'@'%' with grant option");
		}
		return this;
	}

	/**
	 * Execute a statement as the superuser.
	 * @param sql the statement
	 */
	public void execute(String sql) {
		try (Connection connection = connect("mysql")) {
			connection.createStatement().execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	String createDatabase() {
		String name = "t" + UUID.randomUUID().toString().replace("-", "");
		execute("create database " + name);
		return this.url + name;
	}

}
