package io.expandcontract.autogenerate;

import java.io.IOException;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models with the usual kinds of mapping.
 */
abstract class ModelContractTests extends ModelTestSupport {

	ModelContractTests(TestDatabases engine) {
		super(engine);
	}

	@Test
	void modelIsWrittenOnceAndItsChangesOnce() {
		AutogenerateResult first = autogenerate(ModelOne.ENTITIES, "1.0.0", false);
		assertThat(first.decisions()).isEmpty();
		assertThat(first.remarks()).isEmpty();
		assertThat(first.files()).singleElement()
			.satisfies((file) -> assertThat(file.path()).isEqualTo("db/changelog/1.0/expand/001-version-1-0-0.yaml"));
		assertThat(autogenerate(ModelOne.ENTITIES, "1.0.0", false)).matches(AutogenerateResult::isInSync);
		AutogenerateResult second = autogenerate(ModelTwo.ENTITIES, "1.1.0-SNAPSHOT", false);
		assertThat(second.decisions()).isEmpty();
		assertThat(second.files()).extracting(AutogenerateResult.File::path)
			.containsExactly("db/changelog/1.1/expand/001-version-1-1-0-snapshot.yaml",
					"db/changelog/1.1/migrate/001-version-1-1-0-snapshot.yaml",
					"db/changelog/1.1/contract/001-version-1-1-0-snapshot.yaml");
		assertThat(autogenerate(ModelTwo.ENTITIES, "1.1.0", false)).matches(AutogenerateResult::isInSync);
	}

	@Test
	void dryRunWritesNothing() throws IOException {
		assertThat(autogenerate(ModelOne.ENTITIES, "1.0.0", true).files()).hasSize(1);
		assertThat(resources().resolve("db/changelog/1.0")).doesNotExist();
		assertThat(resources().resolve("db/changelog/master.yaml")).hasContent("databaseChangeLog: []\n");
	}

}
