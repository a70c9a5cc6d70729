package io.expandcontract.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class HikariTagsTests {

	private static final SessionTag TAG = new SessionTag("ec:0123456789ab");

	private static String shownBy(HikariConfig config) {
		try (HikariDataSource dataSource = new HikariDataSource(config)) {
			return String.valueOf(new JdbcTemplate(dataSource)
				.queryForObject("select current_setting('application_name')", String.class));
		}
	}

	private static HikariConfig config() {
		try (HikariDataSource dataSource = TestDatabases.POSTGRESQL.createDatabase()) {
			HikariConfig config = new HikariConfig();
			dataSource.copyStateTo(config);
			return config;
		}
	}

	@Test
	void sessionShowsTheTag() {
		HikariConfig config = config();
		HikariTags.apply(config, TAG, false);
		assertThat(SessionTag.in(shownBy(config))).isEqualTo(TAG);
	}

	@Test
	void nameInAPropertyIsKept() {
		HikariConfig config = config();
		config.addDataSourceProperty("ApplicationName", "orders");
		HikariTags.apply(config, TAG, true);
		assertThat(shownBy(config)).isEqualTo("orders ec:0123456789ab+");
	}

	@Test
	void nameInTheUrlBeatsTheProperty() {
		HikariConfig config = config();
		config.setJdbcUrl(HikariTags.with(config.getJdbcUrl(), "ApplicationName", "my orders"));
		config.addDataSourceProperty("ApplicationName", "other");
		HikariTags.apply(config, TAG, false);
		assertThat(shownBy(config)).isEqualTo("my orders ec:0123456789ab");
	}

	@Test
	void taggingAgainChangesTheTagAlone() {
		HikariConfig config = config();
		config.addDataSourceProperty("ApplicationName", "orders");
		HikariTags.apply(config, TAG, false);
		HikariTags.apply(config, TAG, true);
		assertThat(shownBy(config)).isEqualTo("orders ec:0123456789ab+");
	}

	@Test
	void otherParametersOfTheUrlStay() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl("jdbc:postgresql://db/orders?ssl=true&ApplicationName=orders&connectTimeout=3");
		HikariTags.apply(config, TAG, false);
		assertThat(config.getJdbcUrl()).isEqualTo(
				"jdbc:postgresql://db/orders?ssl=true&ApplicationName=orders%20ec:0123456789ab&connectTimeout=3");
	}

	@Test
	void whatIsNoPostgreSqlUrlIsLeftAlone() {
		HikariConfig h2 = new HikariConfig();
		h2.setJdbcUrl("jdbc:h2:mem:test");
		HikariTags.apply(h2, TAG, false);
		assertThat(h2.getJdbcUrl()).isEqualTo("jdbc:h2:mem:test");
		HikariConfig wrapping = new HikariConfig();
		wrapping.setDataSource(new DriverManagerDataSource());
		HikariTags.apply(wrapping, TAG, false);
		assertThat(wrapping.getJdbcUrl()).isNull();
		assertThat(wrapping.getDataSourceProperties()).isEmpty();
	}

}
