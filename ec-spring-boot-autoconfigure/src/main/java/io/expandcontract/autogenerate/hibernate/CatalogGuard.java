package io.expandcontract.autogenerate.hibernate;

import java.util.List;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.mapping.Table;

/**
 * Stops Hibernate before it creates a table in a catalog that an entity names: on MySQL
 * and MariaDB that would be the database at work, and not the scratch database.
 */
public final class CatalogGuard implements Integrator {

	private CatalogGuard() {
	}

	/**
	 * Return how Hibernate is told of the guard.
	 * @return the value of {@code hibernate.integrator_provider}
	 */
	public static IntegratorProvider provider() {
		return () -> List.of(new CatalogGuard());
	}

	@Override
	public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
		List<String> named = metadata.collectTableMappings()
			.stream()
			.filter((table) -> table.getCatalog() != null)
			.map(Table::getName)
			.toList();
		if (!named.isEmpty()) {
			throw new IllegalStateException("The tables " + named + " name their database, so they cannot be tried in "
					+ "another: leave the catalog out. See docs/messages.md#scratch-database");
		}
	}

}
