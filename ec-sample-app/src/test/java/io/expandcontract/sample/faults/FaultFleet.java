package io.expandcontract.sample.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database and the processes that use it.
 */
final class FaultFleet implements AutoCloseable {

	private static final AtomicInteger databases = new AtomicInteger();

	private static final String PLACES = """
			create schema fault;
			grant usage on schema fault to public;
			create function fault.hold(place bigint) returns void language plpgsql as $$
			begin
			  perform pg_advisory_xact_lock_shared(place + 1);
			  while not pg_try_advisory_xact_lock_shared(place) loop
			    perform pg_sleep(0.02);
			  end loop;
			end $$;
			create function fault.hold_row() returns trigger language plpgsql as $$
			begin
			  perform fault.hold(cast(tg_argv[0] as bigint));
			  return new;
			end $$;
			""";

	private final FaultServer server;

	private final String database = "faults_" + databases.incrementAndGet();

	private final List<FaultProcess> processes = new ArrayList<>();

	private FaultFleet(FaultServer server) {
		this.server = server;
	}

	static FaultFleet onEmptyDatabase(FaultServer server) {
		FaultFleet fleet = new FaultFleet(server);
		server.tester("postgres").execute("create database " + fleet.database + " owner " + FaultServer.APPLICATION);
		fleet.tester().execute(PLACES);
		return fleet;
	}

	static FaultFleet onEmptyDatabase() {
		return onEmptyDatabase(Shared.SERVER);
	}

	static FaultFleet onDatabaseOfPreviousRelease() {
		FaultFleet fleet = new FaultFleet(Shared.SERVER);
		Shared.SERVER.tester("postgres")
			.execute("create database " + fleet.database + " owner " + FaultServer.APPLICATION + " template "
					+ Shared.RELEASE_1_0);
		return fleet;
	}

	/**
	 * Start an instance; it has not booted when this returns.
	 * @param release 1.0 or 1.1
	 * @param properties more properties, each as an argument
	 * @return the process
	 */
	FaultProcess start(String release, String... properties) {
		String name = release + "-" + (this.processes.size() + 1);
		List<String> arguments = new ArrayList<>(
				List.of("--spring.application.name=faults", "--spring.application.version=" + release,
						"--spring.liquibase.change-log=classpath:/faults/" + release + ".yaml",
						"--spring.datasource.url=" + this.server.url(this.database),
						"--spring.datasource.username=" + FaultServer.APPLICATION,
						"--spring.datasource.hikari.maximum-pool-size=2", "--spring.datasource.hikari.minimum-idle=0",
						"--spring.datasource.hikari.connection-timeout=2000", "--expand-contract.instance.name=" + name,
						"--expand-contract.fleet.heartbeat-interval=200ms", "--expand-contract.fleet.stale-after=2s",
						"--expand-contract.fleet.forget-after=4s", "--expand-contract.boot-timeout=60s",
						"--expand-contract.contract.respond-within=60s", "--spring.main.banner-mode=off",
						"--logging.level.root=warn", "--logging.level.io.expandcontract=info"));
		arguments.addAll(List.of(properties));
		FaultProcess process = FaultProcess.start(name, arguments);
		this.processes.add(process);
		return process;
	}

	FaultProcess boot(String release, String... properties) {
		return start(release, properties).awaitStarted();
	}

	JdbcTemplate tester() {
		return this.server.tester(this.database);
	}

	long count(String sql) {
		return Objects.requireNonNull(tester().queryForObject(sql, Long.class));
	}

	/**
	 * Hold whoever arrives at a place of the changelog.
	 * @param place the place
	 * @return the hold
	 */
	Hold hold(int place) {
		return new Hold(Objects.requireNonNull(tester().getDataSource()), place);
	}

	/**
	 * Hold whoever is about to write a changeset's history row, with the changeset's own
	 * transaction committed.
	 * @param changeSet the id of the changeset
	 * @return the hold
	 */
	Hold holdHistoryRowOf(String changeSet) {
		tester().execute("""
				create trigger hold_row before insert on databasechangelog for each row
				when (new.id = '%s') execute function fault.hold_row(30)
				""".formatted(changeSet));
		return hold(30);
	}

	/**
	 * Everything ran, each changeset once, and nothing is left to settle.
	 * @param changeSets how many changesets ran, checkpoints included
	 * @param balance what their effects make of the balance, each of them once
	 */
	void assertRanOnce(int changeSets, int balance) {
		assertThat(count("select balance from person")).isEqualTo(balance);
		assertThat(count("select count(*) from databasechangelog")).isEqualTo(changeSets);
		assertThat(count("select count(distinct (id, author, filename)) from databasechangelog")).isEqualTo(changeSets);
		assertThat(count("select count(*) from ec_intent")).isZero();
		assertThat(count("select count(*) from databasechangeloglock where locked")).isZero();
	}

	@Override
	public void close() {
		this.processes.forEach(FaultProcess::close);
	}

	/**
	 * What all tests of a JVM share: a server, and a database that release 1.0 made and
	 * left.
	 */
	private static final class Shared {

		static final FaultServer SERVER = new FaultServer();

		static final String RELEASE_1_0 = release();

		private static String release() {
			try (FaultFleet fleet = onEmptyDatabase(SERVER)) {
				fleet.boot("1.0").stop();
				return fleet.database;
			}
		}

	}

}
