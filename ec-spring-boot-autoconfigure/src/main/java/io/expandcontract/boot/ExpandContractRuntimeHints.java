package io.expandcontract.boot;

import java.sql.Connection;

import io.expandcontract.backfill.BackfillChange;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What is found by name at run time: the changes that Liquibase loads as services and
 * fills by their setters, and the proxies of connections.
 */
final class ExpandContractRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("META-INF/services/liquibase.change.Change");
		hints.reflection()
			.registerType(BackfillChange.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
					MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.ACCESS_DECLARED_FIELDS)
			.registerType(SpringLiquibase.class, MemberCategory.ACCESS_DECLARED_FIELDS);
		hints.proxies().registerJdkProxy(TypeReference.of(Connection.class));
	}

}
