package io.expandcontract.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("all-databases")
class MySqlEngineTests extends MySqlFamilyEngineContractTests {

	private static final int ROWS = 1 << 17;

	MySqlEngineTests() {
		super(TestDatabases.MYSQL);
	}

	/**
	 * The performance schema tells how far an index build is.
	 */
	@Test
	void stageOfAnIndexBuildIsShownWhereTheServerKeepsIt() throws SQLException {
		this.jdbc.execute("create table t (id int primary key auto_increment, c varchar(100))");
		this.jdbc.execute("insert into t (c) values (uuid())");
		for (int rows = 1; rows < ROWS; rows *= 2) {
			this.jdbc.execute("insert into t (c) select uuid() from t");
		}
		this.jdbc.update(
				"update performance_schema.setup_consumers set ENABLED = 'YES' where NAME = 'events_stages_current'");
		try (Connection other = session()) {
			String id = this.engine.sessionId(other);
			CompletableFuture<Void> running = CompletableFuture
				.runAsync(() -> new JdbcTemplate(new SingleConnectionDataSource(other, true))
					.execute("create index by_c on t (c)"));
			SessionActivity seen = Awaitility.await()
				.pollInterval(Duration.ofMillis(20))
				.until(() -> this.engine.activity(this.jdbc, id),
						(activity) -> activity != null && activity.percent() != null);
			assertThat(seen.stage()).startsWith("stage/innodb/alter table");
			assertThat(seen.percent()).isBetween(0, 100);
			running.join();
		}
		finally {
			this.jdbc.update(
					"update performance_schema.setup_consumers set ENABLED = 'NO' where NAME = 'events_stages_current'");
		}
	}

}
