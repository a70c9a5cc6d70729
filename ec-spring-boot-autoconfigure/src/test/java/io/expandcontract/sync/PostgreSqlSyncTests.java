package io.expandcontract.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.expandcontract.testsupport.TestDatabases;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgreSqlSyncTests extends SyncContractTests {

	PostgreSqlSyncTests() {
		super(TestDatabases.POSTGRESQL);
	}

	@Test
	void documentedChangesetsRun() throws IOException, LiquibaseException {
		String page = Files.readString(Path.of("../docs/in-step.md"));
		String yaml = page.substring(page.indexOf("```yaml") + 8, page.indexOf("```", page.indexOf("```yaml") + 8));
		this.jdbc.execute(
				"""
						create table users (id int primary key, first_name varchar(100), last_name varchar(100), name varchar(201))
						""");
		String sync = yaml.substring(yaml.indexOf("changes:"), yaml.indexOf("- changeSet:", yaml.indexOf("changes:")));
		run("sync", sync.stripTrailing().replace("\n      ", "\n"));
		write("insert into users (id, name) values (1, 'Mary Ann Smith')");
		write("update users set last_name = 'Jones' where id = 1");
		assertThat(this.jdbc.queryForList("select name from users", String.class)).containsExactly("Mary Ann Jones");
		run("drop", "changes:\n"
				+ yaml.lines().filter((line) -> line.contains("dropSyncColumns")).findFirst().orElseThrow());
		assertThat(triggersAndFunctions()).isZero();
	}

	@Override
	String failing(String column) {
		return "cast(" + column + " as int)";
	}

}
