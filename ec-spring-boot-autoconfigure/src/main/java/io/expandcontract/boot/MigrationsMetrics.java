package io.expandcontract.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import io.expandcontract.status.DatabaseStatus;
import io.expandcontract.status.MigrationStatus;
import io.expandcontract.status.NextAction;
import io.expandcontract.status.StatusCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the state that was read last, {@code NaN} before the first reading. A scrape
 * issues no statement.
 */
final class MigrationsMetrics implements MeterBinder {

	private final Migrations migrations;

	private final StatusCache cache;

	MigrationsMetrics(Migrations migrations, StatusCache cache) {
		this.migrations = migrations;
		this.cache = cache;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (NextAction action : NextAction.values()) {
			Gauge.builder("expand.contract.next.action", this.cache, (cache) -> isNext(cache.last(), action))
				.description("1 for what comes next, 0 for everything else")
				.tag("action", action.name())
				.register(registry);
		}
		TimeGauge
			.builder("expand.contract.status.age", this.cache, TimeUnit.MILLISECONDS, (cache) -> toMillis(cache.age()))
			.description("Time since the state was read, of which the other gauges are")
			.register(registry);
		this.migrations.onAdded((database) -> bind(registry, database));
	}

	private void bind(MeterRegistry registry, MigratedDatabase database) {
		Tags tags = Tags.of("database", database.name());
		pending(registry, tags.and("phase", "expand"), (status) -> status.phases().expand().pending());
		pending(registry, tags.and("phase", "migrate"), (status) -> status.phases().migrate().pending());
		pending(registry, tags.and("phase", "contract"), (status) -> status.phases().contract().pending());
		instances(registry, tags.and("state", "current"), (status) -> status.fleet().current());
		instances(registry, tags.and("state", "stale"), (status) -> status.fleet().stale());
		gauge(registry, "expand.contract.gate.open", "Whether contract changesets may run", tags,
				(status) -> status.gate().open() ? 1 : 0);
		for (BlockerCode code : BlockerCode.values()) {
			gauge(registry, "expand.contract.blockers", "What stands in the way of contract changesets",
					tags.and("code", code.name()),
					(status) -> status.gate().blockers().stream().filter((blocker) -> blocker.code() == code).count());
		}
		gauge(registry, "expand.contract.backfill.rows.done", "Rows that backfills have visited", tags,
				(status) -> status.backfills().stream().mapToLong((backfill) -> backfill.rowsDone()).sum());
		gauge(registry, "expand.contract.backfill.rows.estimated", "Rows that backfills have to visit", tags,
				(status) -> status.backfills().stream().mapToLong((backfill) -> backfill.rowsEstimated()).sum());
		gauge(registry, "expand.contract.backfill.rows.failed", "Rows that backfills could not write", tags,
				(status) -> status.backfills().stream().mapToLong((backfill) -> backfill.failedRows()).sum());
		gauge(registry, "expand.contract.backfill.rate", "Rows that backfills visit in a second", tags,
				(status) -> status.backfills().stream().mapToLong((backfill) -> backfill.rowsPerSecond()).sum());
		gauge(registry, "expand.contract.backfill.batch.size", "Rows in the largest of the latest batches", tags,
				(status) -> status.backfills().stream().mapToInt((backfill) -> backfill.batchSize()).max().orElse(0));
		gauge(registry, "expand.contract.backfill.waiting", "Backfills that wait or are held, for a reason", tags, (
				status) -> status.backfills().stream().filter((backfill) -> backfill.waitingFor().isPresent()).count());
		gauge(registry, "expand.contract.lock.held", "Whether a session holds the migration lock", tags,
				(status) -> status.lock().isPresent() ? 1 : 0);
		Gauge.builder("expand.contract.lease.held", database, (each) -> each.member().lease().isHeld() ? 1 : 0)
			.description("Whether this instance's lease is acknowledged")
			.tags(tags)
			.register(registry);
		Gauge
			.builder("expand.contract.heartbeat.failing", database,
					(each) -> (each.member().failingSince() != null) ? 1 : 0)
			.description("Whether this instance's last heartbeat failed")
			.tags(tags)
			.register(registry);
	}

	private static double isNext(@Nullable MigrationStatus status, NextAction action) {
		return (status == null) ? Double.NaN : (status.nextAction().action() == action) ? 1 : 0;
	}

	private static double toMillis(@Nullable Duration age) {
		return (age != null) ? age.toMillis() : Double.NaN;
	}

	private void pending(MeterRegistry registry, Tags tags, ToDoubleFunction<DatabaseStatus> value) {
		gauge(registry, "expand.contract.changesets.pending", "Changesets that have yet to run", tags, value);
	}

	private void instances(MeterRegistry registry, Tags tags, ToDoubleFunction<DatabaseStatus> value) {
		gauge(registry, "expand.contract.instances", "Instances of the fleet that count", tags, value);
	}

	private void gauge(MeterRegistry registry, String name, String description, Tags tags,
			ToDoubleFunction<DatabaseStatus> value) {
		String database = tags.stream()
			.filter((tag) -> "database".equals(tag.getKey()))
			.map((tag) -> tag.getValue())
			.findFirst()
			.orElseThrow();
		Gauge.builder(name, this.cache, (cache) -> read(cache, database, value))
			.description(description)
			.tags(tags)
			.register(registry);
	}

	private static double read(StatusCache cache, String database, ToDoubleFunction<DatabaseStatus> value) {
		MigrationStatus status = cache.last();
		DatabaseStatus read = (status != null) ? status.databases().get(database) : null;
		return (read != null) ? value.applyAsDouble(read) : Double.NaN;
	}

}
