package io.expandcontract.boot;

import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.diff.DiffGeneratorFactory;
import liquibase.diff.DiffResult;
import liquibase.diff.compare.CompareControl;
import liquibase.structure.DatabaseObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * DDL in its safe form, the same on every database.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class OnlineDdlContractTests {

	/** MySQL and MariaDB keep it in the definitions of views. */
	private static final String NAME_OF_DATABASE = "\\bt[0-9a-f]{32}\\b";

	private static final String NO_DIFFERENCE = ".*changed from ('.*') to \\1]";

	private final TestDatabases engine;

	private HikariDataSource database;

	OnlineDdlContractTests(TestDatabases engine) {
		this.engine = engine;
	}

	@BeforeEach
	void createDatabase() {
		this.database = this.engine.createDatabase();
		start(this.database, "base").close();
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	HikariDataSource database() {
		return this.database;
	}

	JdbcTemplate jdbc() {
		return new JdbcTemplate(this.database);
	}

	TestRelease.Starter release(HikariDataSource on, String changelog) {
		return TestRelease.of("1.0", on)
			.with("spring.liquibase.change-log", "classpath:/online/" + changelog + ".yaml")
			.with("expand-contract.safety.breaking", "warn")
			.with("logging.level.io.expandcontract", "debug");
	}

	TestRelease start(HikariDataSource on, String changelog) {
		return release(on, changelog).start();
	}

	@Test
	void schemaIsTheOneThatPlainLiquibaseMakes() throws Exception {
		try (HikariDataSource plain = this.engine.createDatabase()) {
			release(plain, "next").with("expand-contract.enabled", "false").start().close();
			start(this.database, "next").close();
			assertThat(differences(plain, this.database)).isEmpty();
			assertThat(history(this.database)).isEqualTo(history(plain));
		}
	}

	@Test
	void whatWasRefusedIsForgottenSoThatTheNextBootTriesAgain() {
		assertThatException().isThrownBy(() -> start(this.database, "refused"));
		assertThat(jdbc().queryForObject("select count(*) from EC_INTENT", Integer.class)).isZero();
		assertThatException().isThrownBy(() -> start(this.database, "refused"))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("nothing_there"));
		start(this.database, "index").close();
	}

	private static List<String> history(HikariDataSource on) {
		return new JdbcTemplate(on).queryForList("""
				select concat(ID, ' ', MD5SUM, ' ', EXECTYPE) from DATABASECHANGELOG order by ORDEREXECUTED
				""", String.class);
	}

	private static Set<String> differences(HikariDataSource expected, HikariDataSource actual) throws Exception {
		try (Connection first = expected.getConnection(); Connection second = actual.getConnection()) {
			DiffResult diff = DiffGeneratorFactory.getInstance()
				.compare(liquibase(first), liquibase(second), CompareControl.STANDARD);
			Set<String> differences = diff.getChangedObjects()
				.entrySet()
				.stream()
				.filter((entry) -> !isOther(entry.getKey()))
				.map((entry) -> (entry.getKey() + " " + entry.getValue().getDifferences()).replaceAll(NAME_OF_DATABASE,
						"db"))
				.filter((difference) -> !difference.matches(NO_DIFFERENCE))
				.collect(Collectors.toSet());
			diff.getMissingObjects()
				.stream()
				.filter((each) -> !isOther(each))
				.forEach((each) -> differences.add("no " + each));
			diff.getUnexpectedObjects()
				.stream()
				.filter((each) -> !isOther(each))
				.forEach((each) -> differences.add("also " + each));
			return differences;
		}
	}

	private static boolean isOther(DatabaseObject object) {
		String type = object.getClass().getSimpleName();
		return type.equals("Catalog") || type.equals("Schema")
				|| object.toString().toUpperCase(Locale.ROOT).contains("EC_");
	}

	private static Database liquibase(Connection connection) throws Exception {
		return DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
	}

}
