package io.expandcontract.sample.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A real PostgreSQL that writes to disk as one in production does.
 */
final class BenchServer implements AutoCloseable {

	private final EmbeddedPostgres server;

	BenchServer() throws IOException {
		LoggingSystem.get(BenchServer.class.getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
		this.server = EmbeddedPostgres.builder()
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setPGStartupWait(Duration.ofMinutes(2))
			.start();
	}

	List<String> arguments() {
		return List.of("--spring.datasource.url=" + url(), "--spring.datasource.username=postgres",
				"--spring.datasource.password=", "--logging.level.root=warn", "--spring.main.banner-mode=off",
				"--spring.datasource.hikari.minimum-idle=1", "--spring.liquibase.analytics-enabled=false");
	}

	String url() {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/postgres";
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
