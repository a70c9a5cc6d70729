package io.expandcontract.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

import javax.sql.DataSource;

/**
 * Writes down what each test JVM really connected to, one line for each product and
 * version, in {@code target/engines.txt} of the module.
 */
final class EngineLog {

	private static final Path FOLDER = Path.of("target");

	private static final Set<TestDatabases> RECORDED = EnumSet.noneOf(TestDatabases.class);

	private EngineLog() {
	}

	static synchronized void record(TestDatabases engine, DataSource database) {
		if (!RECORDED.add(engine) || !Files.isDirectory(FOLDER)) {
			return;
		}
		try (Connection connection = database.getConnection()) {
			DatabaseMetaData metadata = connection.getMetaData();
			Files.writeString(FOLDER.resolve("engines.txt"),
					metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion() + "\n",
					StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
