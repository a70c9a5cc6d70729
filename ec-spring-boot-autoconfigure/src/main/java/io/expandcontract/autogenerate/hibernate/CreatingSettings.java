package io.expandcontract.autogenerate.hibernate;

import java.util.List;
import java.util.Map;

/**
 * Lets Hibernate create what the entities ask for in an empty database. All other
 * settings are the application's.
 */
public final class CreatingSettings {

	/** What says where the schema comes from, or which database is at work. */
	public static final List<String> LEFT_OUT = List.of("jakarta.persistence.schema-generation.database.action",
			"javax.persistence.schema-generation.database.action", "jakarta.persistence.sql-load-script-source",
			"javax.persistence.sql-load-script-source", "hibernate.hbm2ddl.import_files",
			"hibernate.connection.provider_disables_autocommit", "hibernate.default_catalog",
			"hibernate.boot.allow_jdbc_metadata_access");

	private static final Map<String, Object> SETTINGS = Map.of("hibernate.hbm2ddl.auto", "create-only",
			"hibernate.hbm2ddl.halt_on_error", "true", "hibernate.hbm2ddl.skip_default_import_file", "true",
			"hibernate.hbm2ddl.create_namespaces", "true");

	private CreatingSettings() {
	}

	/**
	 * Change the settings of an application.
	 * @param properties its properties for Hibernate
	 */
	public static void apply(Map<String, Object> properties) {
		properties.keySet().removeAll(LEFT_OUT);
		properties.putAll(SETTINGS);
		properties.put("hibernate.integrator_provider", CatalogGuard.provider());
	}

}
