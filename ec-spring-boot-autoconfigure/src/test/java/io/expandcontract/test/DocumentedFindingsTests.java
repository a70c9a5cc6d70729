package io.expandcontract.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.Documentation;
import io.expandcontract.check.Severity;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test that the page of rules shows, run as it stands there.
 */
class DocumentedFindingsTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private DataSource emptyDatabase() {
		return this.database;
	}

	@Nested
	class NextReleaseTests {

		private static final String CHANGELOG = "classpath:/db/changelog/next-release.yaml";

		@Test
		void nextReleaseHarmsNobody() throws Exception {
			DataSource database = emptyDatabase();
			SpringLiquibase lastRelease = new SpringLiquibase();
			lastRelease.setResourceLoader(new DefaultResourceLoader());
			lastRelease.setDataSource(database);
			lastRelease.setChangeLog(CHANGELOG);
			lastRelease.setContexts("expand, migrate, contract");
			lastRelease.setTag("1.0");
			lastRelease.afterPropertiesSet();
			assertThat(ChangelogFindings.of(CHANGELOG, database)).hasNone(Severity.WARN);
		}

		@Test
		void lastReleaseIsThereAsItShouldBe() throws Exception {
			nextReleaseHarmsNobody();
			assertThat(new JdbcTemplate(emptyDatabase()).queryForList("""
					select column_name from information_schema.columns where table_name = 'parcel'
					""", String.class)).containsExactly("id");
		}

	}

	@Test
	void pageShowsThisTest() throws IOException {
		String snippet = Documentation.snippets()
			.stream()
			.filter((each) -> each.language().equals("java") && each.page().endsWith("rules.md"))
			.map(Documentation.Snippet::text)
			.findFirst()
			.orElseThrow();
		String source = Files
			.readString(Path.of("src/test/java", DocumentedFindingsTests.class.getName().replace('.', '/') + ".java"));
		String shown = snippet.strip().replaceAll("\\}\\s*$", "").replaceAll("\\s+", "");
		assertThat(shown).contains("ChangelogFindings");
		assertThat(source.replaceAll("\\s+", "")).contains(shown);
	}

}
