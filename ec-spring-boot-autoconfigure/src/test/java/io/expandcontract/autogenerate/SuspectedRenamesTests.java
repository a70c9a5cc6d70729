package io.expandcontract.autogenerate;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What looks like a rename, and somebody who knows.
 */
class SuspectedRenamesTests {

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	private final List<String> questions = new ArrayList<>();

	@AfterEach
	void close() {
		this.database.close();
	}

	private AutogenerateResult autogenerate(RenameJudge judge) {
		AutogenerateSettings settings = new AutogenerateSettings(Path.of(""), null, "ann", Unmapped.ASK, List.of());
		try {
			return new Autogenerate(this.database, null, Set.of(), settings, (question) -> {
				this.questions.add(question);
				return judge.isRenamed(question);
			}).run((entities) -> {
				new JdbcTemplate(entities).execute("create table item (id int primary key, full_name varchar(30))");
				return Renames.NONE;
			}, (changelog) -> new JdbcTemplate(changelog)
				.execute("create table item (id int primary key, name varchar(30))"),
					ChangelogProject.of("classpath:/db/master.yaml", "1.1"), "Rename", true);
		}
		catch (SQLException | LiquibaseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String written(AutogenerateResult result) {
		return result.files().stream().map(AutogenerateResult.File::content).reduce("", String::concat);
	}

	@Test
	void yesKeepsTheData() {
		AutogenerateResult result = autogenerate((question) -> true);
		assertThat(this.questions).singleElement().asString().contains("FULL_NAME", "NAME", "renamed?");
		assertThat(result.decisions()).isEmpty();
		assertThat(written(result)).contains("backfill", "valueComputed: name", "dropColumn");
	}

	@Test
	void noAddsAndDrops() {
		AutogenerateResult result = autogenerate((question) -> false);
		assertThat(result.decisions()).isEmpty();
		assertThat(written(result)).contains("addColumn", "dropColumn").doesNotContain("backfill");
	}

	@Test
	void withoutAnswerItStaysToBeDecided() {
		AutogenerateResult result = autogenerate(RenameJudge.NOBODY);
		assertThat(result.decisions()).singleElement()
			.satisfies((decision) -> assertThat(decision.recipe()).contains("@RenamedFrom(\"name\")"));
		assertThat(result.files()).isEmpty();
	}

}
