package io.expandcontract.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of contract changesets when the starter is switched off.
 */
@ExtendWith(OutputCaptureExtension.class)
class DisabledWarningTests {

	@TempDir
	private Path folder;

	private void run(TestDatabases engine, boolean infers) throws IOException, LiquibaseException {
		try (HikariDataSource database = engine.createDatabase()) {
			database.setMaximumPoolSize(1);
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table parcel (id bigint primary key, note varchar(20), old varchar(20))");
			Path file = Files.writeString(this.folder.resolve("a.yaml"), Changelogs.yaml("- logicalFilePath: a.yaml\n"
					+ Changelogs.changeSet("declared", "context: \"@contract\"",
							"changes: [ { dropColumn: { tableName: parcel, columnName: old } } ]")
					+ Changelogs.changeSet("added", "changes: [ { sql: { sql: alter table parcel add weight int } } ]")
					+ Changelogs.changeSet("dropped",
							"changes: [ { sql: { sql: alter table parcel drop column note } } ]")));
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setResourceLoader(new DefaultResourceLoader());
			liquibase.setChangeLog(file.toUri().toString());
			liquibase.setContexts("contract");
			liquibase.setDataSource(database);
			new DisabledWarning(infers).postProcessBeforeInitialization(liquibase, "liquibase");
			liquibase.afterPropertiesSet();
			assertThat(jdbc.queryForList("select * from parcel")).isEmpty();
			assertThat(jdbc.queryForObject("select count(*) from DATABASECHANGELOG", Integer.class)).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void inferredContractsAreNamedBesideDeclaredOnes(TestDatabases engine, CapturedOutput output) throws Exception {
		run(engine, true);
		assertThat(output).contains("Liquibase now runs these contract changesets")
			.contains("[a.yaml::declared::ann, a.yaml::dropped::ann]");
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void withoutInferenceDeclaredOnesAreNamed(TestDatabases engine, CapturedOutput output) throws Exception {
		run(engine, false);
		assertThat(output).contains("[a.yaml::declared::ann]");
	}

}
