package io.expandcontract.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class H2EngineTests extends EngineContractTests {

	H2EngineTests() {
		super(TestDatabases.H2);
	}

	@Test
	void readOnlyDatabaseIsRefused(@TempDir Path folder) throws SQLException {
		String url = "jdbc:h2:" + folder.resolve("test").toAbsolutePath();
		DriverManager.getConnection(url, "sa", "").close();
		try (Connection connection = DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r", "sa", "")) {
			assertThat(this.engine.refusal(connection)).contains("read-only");
		}
	}

	@Test
	void lockOfALivingSessionIsNotTakenByAUserWhoCannotSeeIt() throws SQLException {
		this.jdbc.execute("create user guest password ''");
		try (Connection one = session(); Connection two = session("guest")) {
			assertThat(this.engine.tryLock(one, "lock")).isTrue();
			assertThat(this.engine.tryLock(two, "lock")).isFalse();
		}
	}

	@Test
	void databasesDoNotShareLocks() throws SQLException {
		try (Connection one = session(); Connection other = TestDatabases.H2.createDatabase().getConnection()) {
			assertThat(this.engine.tryLock(one, "lock")).isTrue();
			assertThat(this.engine.tryLock(other, "lock")).isTrue();
		}
	}

}
