package io.expandcontract.boot;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import org.jspecify.annotations.Nullable;

/**
 * Withdraws from each fleet just before the application's own way to its database closes:
 * listeners, schedulers and open requests still count.
 */
final class Departures {

	private final Set<Object> open = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	private volatile @Nullable Migrations migrations;

	void follow(Migrations migrations) {
		this.migrations = migrations;
	}

	/**
	 * Record a bean that connects and whose end will be announced.
	 * @param connector a data source or an R2DBC connection factory
	 */
	void opened(Object connector) {
		this.open.add(connector);
	}

	/**
	 * Withdraw from the fleets of those databases that the bean connects to.
	 * @param connector what is about to close
	 */
	void closing(Object connector) {
		if (this.open.contains(connector)) {
			leave(databases().stream().filter((database) -> serves(connector, database)).toList());
			this.open.remove(connector);
		}
	}

	/**
	 * Withdraw from the fleets of those databases for which nothing else announces its
	 * end.
	 */
	void applicationEnds() {
		leave(databases().stream()
			.filter((database) -> connectors().stream().noneMatch((connector) -> serves(connector, database)))
			.toList());
	}

	private boolean serves(Object connector, MigratedDatabase database) {
		return (connector instanceof DataSource dataSource)
				? DataSourceTree.reaches(database.applicationSource(), dataSource)
				: connectors().stream().noneMatch((other) -> other instanceof DataSource && serves(other, database));
	}

	private List<Object> connectors() {
		synchronized (this.open) {
			return List.copyOf(this.open);
		}
	}

	private List<MigratedDatabase> databases() {
		Migrations current = this.migrations;
		return (current != null) ? List.copyOf(current.databases()) : List.of();
	}

	private void leave(List<MigratedDatabase> databases) {
		Migrations current = this.migrations;
		if (current != null) {
			databases.forEach(current::leave);
		}
	}

}
