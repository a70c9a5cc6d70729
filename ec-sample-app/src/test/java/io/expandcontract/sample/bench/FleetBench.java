package io.expandcontract.sample.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.fleet.Gate;
import io.expandcontract.fleet.InstanceRegistry;
import io.expandcontract.fleet.InstanceState;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import io.expandcontract.status.StatusReader;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * What a large fleet costs: one look at the state, one judgement of the gate, one
 * heartbeat, with ten and with ten thousand registered instances.
 */
final class FleetBench {

	private static final int ROUNDS = 50;

	private static final int HEARTBEATS = 2000;

	private FleetBench() {
	}

	private record Figures(double get, double gate, int statements, double heartbeat) {
	}

	public static void main(String[] arguments) throws IOException {
		try (BenchServer server = new BenchServer()) {
			List<String> all = new ArrayList<>(server.arguments());
			all.add("--spring.liquibase.change-log=classpath:/db/changelog/release-1.1.yaml");
			all.add("--expand-contract.fleet.heartbeat-interval=10m");
			all.add("--expand-contract.fleet.stale-after=30m");
			all.add("--expand-contract.fleet.forget-after=60m");
			try (ConfigurableApplicationContext context = BenchApplication.start(Counted.class,
					all.toArray(String[]::new))) {
				System.out.printf("%-10s %8s %9s %11s %13s%n", "instances", "get ms", "gate ms", "statements",
						"heartbeat ms");
				Figures few = measure(context, 10);
				Figures many = measure(context, 10_000);
				System.out.printf(
						"bench fleet: instances=10000 get_ms=%.1f gate_ms=%.1f statements=%d heartbeat_ms=%.2f%n",
						many.get(), many.gate(), many.statements(), many.heartbeat());
				if (few.statements() != many.statements()) {
					throw new IllegalStateException(
							"A look took " + few.statements() + " statements with 10 instances");
				}
			}
		}
	}

	private static Figures measure(ConfigurableApplicationContext context, int instances) {
		MigratedDatabase database = context.getBean(Migrations.class).databases().iterator().next();
		register(database, instances);
		StatusReader status = new StatusReader(context.getBean(Migrations.class));
		CountingDataSource counting = counting(context);
		status.read();
		counting.reset();
		status.read();
		int statements = counting.reset();
		List<ChangeSetKey> candidates = List.of(new ChangeSetKey("next.yaml", "drop", "ann"));
		double get = median(ROUNDS, status::read);
		double gate = median(ROUNDS, () -> new Gate(database.fleetSettings()).judge(candidates, database.views().read(),
				database.fleet()::ofReleases));
		InstanceRegistry registry = new InstanceRegistry(database.tables(), database.control());
		String id = registry.register(database.registration());
		double heartbeat = median(HEARTBEATS, () -> registry.heartbeat(id, InstanceState.SERVING));
		registry.deregister(id);
		System.out.printf("%-10d %8.1f %9.1f %11d %13.2f%n", instances, get, gate, statements, heartbeat);
		return new Figures(get, gate, statements, heartbeat);
	}

	private static CountingDataSource counting(ConfigurableApplicationContext context) {
		try {
			return context.getBean("counting", DataSource.class).unwrap(CountingDataSource.class);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void register(MigratedDatabase database, int instances) {
		JdbcTemplate jdbc = database.control();
		String release = database.changelog().release().id();
		List<Object[]> rows = new ArrayList<>();
		for (int index = 0; index < instances; index++) {
			long silence = (index % 20 == 0) ? 3_600_000_000L : 0;
			rows.add(new Object[] { database.tables().fleet(), UUID.randomUUID().toString(), "users:pod-" + index,
					release, "1." + index % 2, "SERVING", "ec:%012x".formatted(index), "10.0.0.1", "postgres", silence,
					silence });
		}
		jdbc.update(database.tables().sql("delete from {INSTANCE} where NAME like 'users:pod-%'"));
		jdbc.batchUpdate(database.tables().sql("""
				insert into {INSTANCE} (FLEET, INSTANCE_ID, NAME, RELEASE_ID, APP_VERSION, STATE, SESSION_TAG, ADDRESS,
				  DATABASE_USERS, STARTED_AT, HEARTBEAT_AT)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, {now} - ?, {now} - ?)
				"""), rows);
		jdbc.execute(database.tables().sql("analyze {INSTANCE}"));
	}

	private static double median(int rounds, Runnable work) {
		double[] millis = new double[rounds];
		for (int round = 0; round < rounds; round++) {
			long before = System.nanoTime();
			work.run();
			millis[round] = (System.nanoTime() - before) / 1e6;
		}
		Arrays.sort(millis);
		return millis[rounds / 2];
	}

	@Configuration(proxyBeanMethods = false)
	@Import(BenchApplication.WithStarter.class)
	static class Counted {

		@Bean
		DataSource counting(DataSourceProperties properties, ApplicationArguments arguments) {
			return new CountingDataSource(
					properties.initializeDataSourceBuilder().type(SimpleDriverDataSource.class).build(),
					Thread.currentThread());
		}

	}

}
