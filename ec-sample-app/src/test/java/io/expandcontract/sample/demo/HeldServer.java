package io.expandcontract.sample.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.expandcontract.testsupport.MariaDbServer;
import io.expandcontract.testsupport.MySqlServer;
import io.expandcontract.testsupport.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A server with an empty database for the application, whose user may do everything in it
 * and nothing beyond.
 *
 * @param jdbcUrl where the database is
 * @param stop how the server is stopped
 */
record HeldServer(String jdbcUrl, AutoCloseable stop) {

	/** The user, without a password. */
	static final String USER = "sample";

	/**
	 * Start a server.
	 * @param database of which kind
	 * @param directory the directory of its files
	 * @return the server, which answers
	 * @throws IOException if it does not start
	 * @throws SQLException if it refuses what it was told
	 */
	static HeldServer start(Database database, Path directory) throws IOException, SQLException {
		return switch (database) {
			case POSTGRESQL -> postgres(directory);
			case MYSQL -> mysqlFamily(MySqlServer.start());
			case MARIADB -> mysqlFamily(MariaDbServer.start("--performance-schema"));
		};
	}

	private static HeldServer postgres(Path directory) throws IOException, SQLException {
		System.setProperty("ot.epg.working-dir", directory.resolve("binaries").toString());
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setDataDirectory(directory.resolve("data"))
			.setPort(Ports.free())
			.setPGStartupWait(Duration.ofSeconds(60))
			.setRegisterShutdownHook(false)
			.start();
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE ROLE " + USER + " LOGIN");
			statement.execute("CREATE DATABASE " + USER + " OWNER " + USER);
		}
		return new HeldServer("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + USER, server);
	}

	/**
	 * Where there is a binary log, who may not administer the server creates a trigger
	 * only after an administrator has said so.
	 */
	private static HeldServer mysqlFamily(ServerProcess server) {
		List.of("SET GLOBAL log_bin_trust_function_creators = ON", "CREATE DATABASE " + USER, "CREATE USER " + USER,
				"GRANT ALL PRIVILEGES ON " + USER + ".* TO " + USER)
			.forEach(server::execute);
		return new HeldServer(server.url() + USER, server);
	}

}
