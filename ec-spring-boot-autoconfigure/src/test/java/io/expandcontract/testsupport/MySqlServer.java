package io.expandcontract.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * MySQL 8.0 from Maven's artifacts. On Linux it needs libaio (Debian's package libaio1).
 */
public final class MySqlServer {

	private MySqlServer() {
	}

	static ServerProcess instance() {
		return Holder.INSTANCE;
	}

	/**
	 * Start another server.
	 * @return the server, which answers
	 */
	public static ServerProcess start() {
		try {
			Path folder = Files.createTempDirectory("mysql");
			unpack(folder);
			String server = folder.resolve("bin/mysqld").toString();
			List<String> base = List.of(server, "--no-defaults", "--user=" + System.getProperty("user.name"),
					"--basedir=" + folder, "--datadir=" + folder.resolve("data"),
					"--lc-messages-dir=" + folder.resolve("share"));
			ServerProcess.run(with(base, "--initialize-insecure"), folder.resolve("initialize.log"));
			return ServerProcess
				.start("jdbc:mysql:", folder, with(base, "--mysqlx=OFF", "--innodb-flush-log-at-trx-commit=0"))
				.withUsers();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> with(List<String> base, String... more) {
		List<String> all = new java.util.ArrayList<>(base);
		all.addAll(List.of(more));
		return all;
	}

	private static void unpack(Path folder) throws IOException {
		boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
		Path archive = folder.resolve("server.tar.gz");
		try (InputStream stream = MySqlServer.class
			.getResourceAsStream(mac ? "/mysql-Mac_OS_X-x86_64.tar.gz" : "/mysql-Linux-amd64.tar.gz")) {
			if (stream == null) {
				throw new IllegalStateException("The artifact with MySQL is not on the class path");
			}
			Files.copy(stream, archive);
		}
		ServerProcess.run(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()),
				folder.resolve("unpack.log"));
		Files.delete(archive);
	}

	private static final class Holder {

		static final ServerProcess INSTANCE = ServerProcess.of("ec.test.mysql.url", () -> "jdbc:mysql:" + Containers
			.start("mysql:8.0", 3306, Map.of("MYSQL_ALLOW_EMPTY_PASSWORD", "yes"), "ready for connections"),
				MySqlServer::start);

	}

}
