package io.expandcontract.autogenerate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.expandcontract.autogenerate.AutogenerateResult.File;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where a checkpoint stands when a changelog includes folders, and where there is no
 * place for one.
 */
class CheckpointWriterTests {

	private static final String FOLDERS = "databaseChangeLog:\n  - includeAll: { path: db/changelog/ }\n";

	@TempDir
	private Path resources;

	@BeforeEach
	void createFolder() throws IOException {
		Files.createDirectories(this.resources.resolve("db/changelog/1.2"));
	}

	private File write(String master, String text, String version) throws IOException {
		Files.writeString(this.resources.resolve(master), text);
		return new CheckpointWriter(ChangelogProject.of("classpath:/" + master, version),
				new AutogenerateSettings(this.resources, null, "ann", Unmapped.ASK, List.of()))
			.write("1.2", false);
	}

	@Test
	void includedFolderGetsFileThatComesAfterItsPhases() throws IOException {
		File file = write("db/changelog/master.yaml", FOLDERS, "1.2.0");
		assertThat(file.path()).isEqualTo("db/changelog/1.2/tag-1.2.yaml").isGreaterThan("db/changelog/1.2/migrate/");
		assertThat(this.resources.resolve(file.path())).content().contains("tagDatabase: { tag: \"1.2\" }");
		assertThat(this.resources.resolve("db/changelog/master.yaml")).hasContent(FOLDERS);
	}

	@Test
	void folderOfAnotherVersionIsNoReason() throws IOException {
		File file = write("db/changelog/master.yaml",
				"databaseChangeLog:\n  - includeAll: { path: db/changelog/1.1/ }\n", "1.2.0");
		assertThat(file.path()).isEqualTo("db/changelog/master.yaml");
	}

	@Test
	void includedFolderWithoutVersionsHasNoPlace() {
		assertThatExceptionOfType(UnwritableChangelogException.class)
			.isThrownBy(() -> write("db/changelog/master.yaml", FOLDERS, null))
			.withMessageContaining("spring.application.version");
	}

	@Test
	void changelogInSqlHasNoPlace() {
		assertThatExceptionOfType(UnwritableChangelogException.class)
			.isThrownBy(() -> write("db/changelog/master.sql", "-- liquibase formatted sql\n", "1.2"))
			.withMessageContaining("tagDatabase 1.2");
	}

}
