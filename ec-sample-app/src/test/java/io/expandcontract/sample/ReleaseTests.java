package io.expandcontract.sample;

import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class ReleaseTests {

	@ParameterizedTest
	@CsvSource({ "1.0, v10", "1.1, v11" })
	void entitiesSeeOnlyTheirOwnRelease(String release, String entityPackage) {
		try (RunningSample sample = RunningSample.start(release, SamplePostgres.createDatabase(ReleaseTests.class))) {
			assertThat(sample.bean(EntityManagerFactory.class).getMetamodel().getEntities())
				.extracting(EntityType::getJavaType)
				.singleElement()
				.satisfies((type) -> assertThat(type.getPackageName()).endsWith(entityPackage));
			assertThat(sample.bean(Environment.class).getProperty("spring.application.version"))
				.isEqualTo(release + ".0");
		}
	}

	@Test
	void runsOnThePoolThatSpringBootConfigures() {
		try (RunningSample sample = RunningSample.start("1.1", "jdbc:h2:mem:pool")) {
			assertThat(sample.bean(DataSource.class)).isInstanceOf(HikariDataSource.class);
		}
	}

	@Test
	void release10SeesNothingOfTheChangelogOfRelease11() {
		try (RunningSample sample = RunningSample.start("1.0", SamplePostgres.createDatabase(ReleaseTests.class))) {
			assertThat(ranFolders(sample)).containsOnly("1.0");
		}
	}

	@Test
	void release11SeesTheChangelogOfRelease10FirstAndUnchanged() {
		SamplePostgres database = SamplePostgres.createDatabase(ReleaseTests.class);
		RunningSample.start("1.0", database).close();
		try (RunningSample sample = RunningSample.start("1.1", database)) {
			List<String> folders = ranFolders(sample);
			assertThat(folders).startsWith("1.0", "1.0", "1.0", "1.1");
			assertThat(folders.subList(3, folders.size())).containsOnly("1.1");
		}
	}

	private static List<String> ranFolders(RunningSample sample) {
		return sample.bean(JdbcClient.class)
			.sql("select split_part(filename, '/', 3) from databasechangelog order by orderexecuted")
			.query(String.class)
			.list();
	}

}
