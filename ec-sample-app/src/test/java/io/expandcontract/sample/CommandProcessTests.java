package io.expandcontract.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Commands as Jobs execute them: real processes of a real application, with JPA, security
 * and a web server that must not start.
 */
class CommandProcessTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final SamplePostgres database = SamplePostgres.createDatabase(CommandProcessTests.class);

	private final String url = this.database.url() + "?user=commands";

	private final List<CommandProcess> processes = new ArrayList<>();

	@TempDir
	private Path folder;

	@BeforeEach
	void createUser() {
		jdbc().execute("""
				do $$ begin create role commands login; exception when duplicate_object then null; end $$;
				grant all on schema public to commands
				""");
	}

	@AfterEach
	void endProcesses() {
		this.processes.forEach(CommandProcess::kill);
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(this.database.dataSource());
	}

	private long count(String sql) {
		Long count = jdbc().queryForObject(sql, Long.class);
		return (count != null) ? count : -1;
	}

	private CommandProcess start(String release, String command, String... options) {
		CommandProcess process = CommandProcess.start(this.folder.resolve(String.valueOf(this.processes.size())),
				release, this.url, CommandProcess.arguments(command, options));
		this.processes.add(process);
		return process;
	}

	private CommandProcess execute(int exitCode, String release, String command, String... options) {
		CommandProcess process = start(release, command, options);
		assertThat(process.exitCode()).as(process::toString).isEqualTo(exitCode);
		assertThat(process.witnessed()).noneMatch((line) -> line.startsWith("called"));
		assertThat(process.witnessed()).doesNotContain("bean consumer", "bean work",
				"bean tomcatServletWebServerFactory", "bean userController");
		return process;
	}

	/**
	 * Only where a contract that would remove something is next, the entities are asked
	 * whether they still need it.
	 */
	private CommandProcess executeWithoutEntities(int exitCode, String release, String command, String... options) {
		CommandProcess process = execute(exitCode, release, command, options);
		assertThat(process.witnessed()).doesNotContain("bean entityManagerFactory");
		return process;
	}

	@Test
	void rolloutByCommandsBesideTheOldRelease() {
		executeWithoutEntities(10, "1.1", "status");
		assertThat(count("select count(*) from information_schema.tables where table_schema = 'public'")).isZero();
		executeWithoutEntities(0, "1.0", "expand");
		try (RunningSample old = RunningSample.start("1.0", this.url)) {
			old.create("Ann", "Lee");
			CommandProcess status = executeWithoutEntities(10, "1.1", "status", "format=json");
			assertThat(status.json().at("/status").asString()).isEqualTo("EXPAND");
			assertThat(executeWithoutEntities(5, "1.1", "wait", "timeout=1s").errors()).contains("Waiting for");
			executeWithoutEntities(0, "1.1", "expand");
			executeWithoutEntities(11, "1.1", "status");
			assertThat(executeWithoutEntities(0, "1.1", "migrate", "format=json").json().at("/outcome").asString())
				.isEqualTo("DONE");
			executeWithoutEntities(0, "1.1", "wait");
			execute(13, "1.1", "status");
			CommandProcess refused = execute(4, "1.1", "contract", "format=json");
			assertThat(refused.json().at("/reason").asString()).isEqualTo("LIVE_INSTANCES");
			execute(5, "1.1", "contract", "timeout=2s");
		}
		execute(12, "1.1", "status");
		assertThat(execute(0, "1.1", "contract").output()).startsWith("DONE: Contracted: 4 changesets");
		execute(0, "1.1", "status");
		assertThat(count("select count(*) from users where name = 'Ann Lee'")).isOne();
		assertThat(count("select count(*) from ec_instance where state <> 'GONE'")).isZero();
	}

	@Test
	void runThatHoldsTheLockIsSeenByOthersAndEndedByASignal() throws SQLException {
		execute(0, "1.0", "expand");
		CommandProcess expand;
		try (Connection blocker = this.database.dataSource().getConnection();
				Statement statement = blocker.createStatement()) {
			blocker.setAutoCommit(false);
			statement.execute("lock table users in access share mode");
			expand = start("1.1", "expand");
			await().atMost(PATIENCE).until(() -> count("select count(*) from ec_run where state = 'RUNNING'") == 1);
			execute(14, "1.1", "status");
			execute(6, "1.1", "contract");
			execute(5, "1.1", "contract", "timeout=1s");
			execute(5, "1.1", "expand", "timeout=1s");
			expand.terminate();
			assertThat(expand.exitCode()).as(expand::toString).isEqualTo(143);
			blocker.rollback();
		}
		assertThat(count("select count(*) from ec_instance where state <> 'GONE'")).isZero();
		assertThat(count("select count(*) from ec_instance where gone_because <> 'DEREGISTERED'")).isZero();
		execute(16, "1.1", "status");
		execute(0, "1.1", "expand");
		execute(11, "1.1", "status");
	}

	@Test
	void signalWhileContractWaitsWithdrawsTheRegistration() {
		execute(0, "1.0", "expand");
		execute(0, "1.1", "expand");
		execute(0, "1.1", "migrate");
		try (RunningSample old = RunningSample.start("1.0", this.url)) {
			assertThat(old.get("/users").status()).isEqualTo(200);
			CommandProcess contract = start("1.1", "contract", "timeout=10m");
			await().atMost(PATIENCE).until(() -> count("""
					select count(*) from ec_instance where name = 'job (contract)' and state <> 'GONE'
					""") == 1 && count("select count(*) from ec_run where state = 'REFUSED'") == 1);
			contract.terminate();
			assertThat(contract.exitCode()).as(contract::toString).isEqualTo(143);
			assertThat(count("""
					select count(*) from ec_instance where name = 'job (contract)' and gone_because = 'DEREGISTERED'
					""")).isOne();
		}
	}

	@Test
	void usageErrorNamesTheArgumentOnStandardError() {
		CommandProcess process = execute(2, "1.1", "contract", "timeuot=5s");
		assertThat(process.output()).isEmpty();
		assertThat(process.errors()).contains("There is no option --expand-contract.option.timeuot");
	}

	@Test
	void withoutACommandEverythingIsCalled() {
		CommandProcess process = CommandProcess.start(this.folder, "1.1", this.url, List.of());
		this.processes.add(process);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(process.witnessed()).as(process::toString)
				.contains("called runner", "called listener", "called lifecycle", "called scheduler",
						"called event listener", "bean entityManagerFactory", "bean consumer", "bean work",
						"bean tomcatServletWebServerFactory", "bean userController"));
	}

}
