package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Map;

import io.expandcontract.changelog.Phase;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every format says the same.
 */
abstract class FormatContractTests {

	private final TestDatabases engine;

	FormatContractTests(TestDatabases engine) {
		this.engine = engine;
	}

	private Trial trial(Format format, boolean renamed) {
		Renames.Builder renames = new Renames.Builder();
		renames.column("item", "title", renamed ? List.of("name") : List.of());
		return Trial.of(this.engine,
				List.of("create table item (id bigint not null primary key, name varchar(20) not null)"),
				List.of("create table item (id bigint not null primary key, title varchar(20) not null, size integer not null,"
						+ " constraint ck_size check (size >= 0), constraint uk_title unique (title))",
						"create table part (id bigint not null primary key, label varchar(9) default '<\"&''>' not null, item_id bigint,"
								+ " constraint fk_item foreign key (item_id) references item (id))"))
			.renamed(renames.build())
			.format(format)
			.newCode(
					"insert into item (id, title, size) select coalesce(max(id), 0) + 1, concat('new', count(*)), 3 from item");
	}

	@ParameterizedTest
	@EnumSource
	void filesRun(Format format) {
		trial(format, false).run();
	}

	@ParameterizedTest
	@EnumSource
	void filesThatKeepColumnsInStepRun(Format format) {
		trial(format, true).run();
	}

	@Test
	void sqlCannotKeepColumnsInStep() {
		boolean triggers = this.engine != TestDatabases.H2;
		assertThat(trial(Format.SQL, true).decide().written().keySet()).extracting(ChangelogFile::path)
			.map((path) -> path.replaceFirst(".*[.]", ""))
			.containsExactly(triggers ? "yaml" : "sql", "yaml", triggers ? "yaml" : "sql");
	}

	@ParameterizedTest
	@EnumSource
	void filesSayWhereTheyBelongAndWhatTheyNeed(Format format) {
		Map<ChangelogFile, String> files = trial(format, false).decide().written();
		assertThat(files.keySet()).extracting(ChangelogFile::phase)
			.containsExactly(Phase.EXPAND, Phase.MIGRATE, Phase.CONTRACT);
		assertThat(files.keySet()).extracting(ChangelogFile::path)
			.first()
			.asString()
			.isEqualTo("db/changelog/1.2/expand/003-merge-user-names." + format.extension());
		files.forEach((file, text) -> assertThat(text).contains("logicalFilePath").contains(file.path()));
		assertThat(files.values()).last()
			.asString()
			.contains("@contract", "select count(*)", "db/changelog/1.2/expand/003");
	}

}
