package io.expandcontract.kinds;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A batch job: no web server, one runner, then the end.
 */
class BatchJobTests {

	@Test
	void isInTheFleetUntilItExits() {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			try (Instance job = rollout.instance("1.1").type(Job.class).start()) {
				assertThat(job.bean(Job.class).seen).containsExactly("1 orders:1.1");
			}
			assertThat(rollout.live()).isZero();
		}
	}

	@Test
	void expandsSeesTheGateAndContracts() {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			rollout.run(rollout.instance("1.1").type(Job.class));
		}
	}

	@Test
	void jobThatFailsLeavesTheFleet() {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			org.assertj.core.api.Assertions.assertThatIllegalStateException()
				.isThrownBy(() -> rollout.instance("1.1").type(FailingJob.class).start());
			assertThat(rollout.live()).isZero();
		}
	}

	static class Job implements ApplicationRunner {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		private final JdbcTemplate jdbc;

		Job(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Override
		public void run(ApplicationArguments arguments) {
			this.seen.addAll(this.jdbc.queryForList(
					"""
							select count(*) over () || ' ' || NAME from EC_INSTANCE where STATE <> 'GONE' and NAME = 'orders:1.1'
							""",
					String.class));
		}

	}

	static class FailingJob implements ApplicationRunner {

		@Override
		public void run(ApplicationArguments arguments) {
			throw new IllegalStateException("no input file");
		}

	}

}
