package io.expandcontract.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * One PostgreSQL server for all tests of a JVM, which ends with it, and an empty database
 * for whoever asks.
 */
final class SamplePostgres {

	private static final AtomicInteger databases = new AtomicInteger();

	private final String name;

	private SamplePostgres(String name) {
		this.name = name;
	}

	/**
	 * Creates an empty database.
	 * @param test the test class it is named after
	 * @return the database
	 */
	static SamplePostgres createDatabase(Class<?> test) {
		String name = test.getSimpleName().toLowerCase(Locale.ROOT) + "_" + databases.incrementAndGet();
		try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return new SamplePostgres(name);
	}

	String url() {
		return "jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + this.name;
	}

	DataSource dataSource() {
		return Server.INSTANCE.getDatabase("postgres", this.name);
	}

	private static final class Server {

		static final EmbeddedPostgres INSTANCE = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
