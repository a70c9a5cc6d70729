package io.expandcontract.kinds;

import java.util.Objects;

import javax.sql.DataSource;

import io.expandcontract.migration.Migrations;
import io.expandcontract.testsupport.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An embedded database keeps its type, and every kind of data source is left last.
 */
class EmbeddedTests {

	@Test
	void embeddedDatabaseRunsEveryPhase() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance instance = rollout.instance("1.1").without("spring.datasource").type(Embedded.class).start()) {
			assertThat(instance.bean(EmbeddedDatabase.class)).isNotNull();
			assertThat(instance.bean(Migrations.class).databases().iterator().next().pending()).isEmpty();
			assertThat(instance.bean(JdbcTemplate.class).queryForList("select name from person")).isEmpty();
		}
	}

	@Test
	void instanceCountsUntilNothingCanUseTheDatabaseAnyMore() {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			Instance instance = rollout.instance("1.1").type(PoolTests.Routing.class, Last.class).start();
			Last last = instance.bean(Last.class);
			last.rollout = rollout;
			instance.close();
			assertThat(last.live).isOne();
			assertThat(rollout.live()).isZero();
		}
	}

	static class Last implements DisposableBean {

		private final JdbcTemplate jdbc;

		private @Nullable Rollout rollout;

		private int live = -1;

		Last(DataSource dataSource) {
			this.jdbc = new JdbcTemplate(dataSource);
		}

		@Override
		public void destroy() {
			this.jdbc.queryForList("select name from person");
			this.live = Objects.requireNonNull(this.rollout).live();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Embedded {

		@Bean
		EmbeddedDatabase dataSource() {
			return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
		}

	}

}
