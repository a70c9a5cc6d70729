package io.expandcontract.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DedicatedDataSourceTests {

	private static final SessionTag TAG = new SessionTag("ec:0123456789ab");

	private final int loginTimeout = DriverManager.getLoginTimeout();

	@AfterEach
	void restoreLoginTimeout() {
		DriverManager.setLoginTimeout(this.loginTimeout);
	}

	private static void connect(DataSource original) throws SQLException {
		try (DedicatedDataSource dedicated = DedicatedDataSource.of(original, TAG, "ec-test", Duration.ofSeconds(5));
				Connection connection = dedicated.getConnection()) {
			assertThat(connection.isValid(0)).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void loginTimeoutOfTheJvmStays(TestDatabases databases) throws SQLException {
		try (HikariDataSource original = databases.createDatabase()) {
			DriverManager.setLoginTimeout(27);
			connect(original);
			assertThat(DriverManager.getLoginTimeout()).isEqualTo(27);
		}
	}

	@Test
	void loginTimeoutOfTheApplicationsDataSourceStays() throws SQLException {
		JdbcDataSource driver = new JdbcDataSource();
		driver.setURL("jdbc:h2:mem:login-timeout;DB_CLOSE_DELAY=-1");
		HikariConfig config = new HikariConfig();
		config.setDataSource(driver);
		try (HikariDataSource original = new HikariDataSource(config)) {
			driver.setLoginTimeout(27);
			connect(original);
			assertThat(driver.getLoginTimeout()).isEqualTo(27);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void opensAsThePoolsOwnUser(TestDatabases databases) {
		try (HikariDataSource original = databases.createDatabase();
				DedicatedDataSource dedicated = DedicatedDataSource.of(original, TAG, "ec-test",
						Duration.ofSeconds(5))) {
			assertThat(user(dedicated)).isEqualToIgnoringCase(original.getUsername());
		}
	}

	private static String user(DataSource dataSource) {
		return String.valueOf(new JdbcTemplate(dataSource).queryForObject("select current_user", String.class));
	}

	@Test
	void closesWithoutAWarningOverADataSourceThatKnowsNoLoginTimeout(CapturedOutput output) throws SQLException {
		try (HikariDataSource pool = TestDatabases.H2.createDatabase()) {
			connect(new WithoutLoginTimeout(pool));
		}
		assertThat(output).contains("ec-test - Shutdown completed")
			.doesNotContain("Timed-out waiting")
			.doesNotContain("login timeout");
	}

	private static final class WithoutLoginTimeout extends AbstractDataSource {

		private final DataSource target;

		WithoutLoginTimeout(DataSource target) {
			this.target = target;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.target.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.target.getConnection(username, password);
		}

	}

}
