package io.expandcontract.sample.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server that can be stopped and started again with its data in place.
 */
final class FaultServer implements AutoCloseable {

	/** The user of the application. */
	static final String APPLICATION = "app";

	/** The user of the tests, whose sessions the gate does not ask about. */
	static final String TESTER = "tester";

	private final Path directory;

	private EmbeddedPostgres server;

	FaultServer() {
		try {
			this.directory = Files.createTempDirectory("faults");
			this.server = start(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
		JdbcTemplate postgres = new JdbcTemplate(this.server.getPostgresDatabase());
		postgres.execute("create role " + TESTER + " superuser login");
		postgres.execute("create role " + APPLICATION + " login");
	}

	private EmbeddedPostgres start(int port) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(this.directory.resolve("data"))
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPGStartupWait(Duration.ofSeconds(60))
			.setServerConfig("max_connections", "300");
		if (port != 0) {
			builder.setPort(port);
		}
		return builder.start();
	}

	String url(String database) {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/" + database;
	}

	JdbcTemplate tester(String database) {
		return new JdbcTemplate(new DriverManagerDataSource(url(database), TESTER, ""));
	}

	void stop() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void startAgain() {
		try {
			this.server = start(this.server.getPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		stop();
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

}
