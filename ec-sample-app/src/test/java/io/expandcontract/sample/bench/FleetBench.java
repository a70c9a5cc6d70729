package io.expandcontract.sample.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.fleet.Gate;
import io.expandcontract.fleet.InstanceRegistry;
import io.expandcontract.fleet.InstanceState;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import io.expandcontract.status.MigrationStatus;
import io.expandcontract.status.StatusReader;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * What a large fleet costs: one look at the state, one judgement of the gate, one
 * heartbeat, with ten and with ten thousand registered instances in the middle of a
 * rollout, so that a contract is pending and half of the fleet blocks it.
 */
final class FleetBench {

	private static final int WARM_UP = 50;

	private static final int ROUNDS = 100;

	private static final int HEARTBEATS = 3000;

	private FleetBench() {
	}

	private record Figures(double get, int statements, double gate, int gateStatements, double heartbeat) {
	}

	public static void main(String[] arguments) throws IOException {
		try (BenchServer server = new BenchServer()) {
			String old;
			try (ConfigurableApplicationContext context = boot(server, "1.0")) {
				old = database(context).changelog().release().id();
			}
			try (ConfigurableApplicationContext context = boot(server, "1.1")) {
				System.out
					.println("Medians on a real PostgreSQL with fsync; two releases, one instance in twenty silent, "
							+ "a contract pending.");
				System.out.printf("%-10s %8s %11s %9s %11s %13s%n", "instances", "get ms", "statements", "gate ms",
						"statements", "heartbeat ms");
				Figures few = measure(context, old, 10);
				Figures many = measure(context, old, 10_000);
				if (few.statements() != many.statements() || few.gateStatements() != many.gateStatements()) {
					throw new IllegalStateException("The number of statements depends on the size of the fleet");
				}
				System.out.printf(
						"bench fleet: instances=10000 get_ms=%.1f gate_ms=%.1f statements=%d heartbeat_ms=%.2f%n",
						many.get(), many.gate(), many.statements(), many.heartbeat());
			}
		}
	}

	private static ConfigurableApplicationContext boot(BenchServer server, String release) {
		List<String> all = new ArrayList<>(server.arguments());
		all.add("--spring.liquibase.change-log=classpath:/db/changelog/release-" + release + ".yaml");
		all.add("--expand-contract.fleet.heartbeat-interval=10m");
		all.add("--expand-contract.fleet.stale-after=30m");
		all.add("--expand-contract.fleet.forget-after=60m");
		return BenchApplication.start(Counted.class, all.toArray(String[]::new));
	}

	private static MigratedDatabase database(ConfigurableApplicationContext context) {
		return context.getBean(Migrations.class).databases().iterator().next();
	}

	private static Figures measure(ConfigurableApplicationContext context, String old, int instances) {
		MigratedDatabase database = database(context);
		new BenchFleet(database, old).register(instances);
		StatusReader status = new StatusReader(context.getBean(Migrations.class));
		List<ChangeSetKey> contracts = contracts(database);
		Gate gate = new Gate(database.fleetSettings());
		Runnable judge = () -> gate.judge(contracts, database.views().read(), database.fleet()::ofReleases);
		check(status.read(), instances);
		double get = median(ROUNDS, status::read);
		double judged = median(ROUNDS, judge);
		int statements = statements(context, status::read);
		int gateStatements = statements(context, judge);
		InstanceRegistry registry = new InstanceRegistry(database.tables(), database.control());
		String id = registry.register(database.registration());
		double heartbeat = median(HEARTBEATS, () -> registry.heartbeat(id, InstanceState.SERVING));
		registry.deregister(id);
		System.out.printf("%-10d %8.1f %11d %9.1f %11d %13.2f%n", instances, get, statements, judged, gateStatements,
				heartbeat);
		return new Figures(get, statements, judged, gateStatements, heartbeat);
	}

	private static List<ChangeSetKey> contracts(MigratedDatabase database) {
		return database.pending().stream().filter(PhasedChangeSet::isContract).map(PhasedChangeSet::key).toList();
	}

	private static void check(MigrationStatus status, int instances) {
		var read = status.databases().values().iterator().next();
		int counted = read.fleet().current() + read.fleet().stale();
		if (counted < instances || read.fleet().releases().size() < 2 || read.gate().open()) {
			throw new IllegalStateException("The look does not show the fleet that is to be measured: " + status);
		}
	}

	private static int statements(ConfigurableApplicationContext context, Runnable work) {
		try {
			CountingDataSource counting = context.getBean("counting", DataSource.class)
				.unwrap(CountingDataSource.class);
			counting.reset();
			work.run();
			return counting.reset();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static double median(int rounds, Runnable work) {
		for (int round = 0; round < WARM_UP; round++) {
			work.run();
		}
		double[] millis = new double[rounds];
		for (int round = 0; round < rounds; round++) {
			long before = System.nanoTime();
			work.run();
			millis[round] = (System.nanoTime() - before) / 1e6;
		}
		Arrays.sort(millis);
		return millis[rounds / 2];
	}

	@Import(BenchApplication.class)
	static class Counted {

		@Bean
		DataSource counting(DataSourceProperties properties) {
			return new CountingDataSource(
					properties.initializeDataSourceBuilder().type(SimpleDriverDataSource.class).build(),
					Thread.currentThread());
		}

	}

}
