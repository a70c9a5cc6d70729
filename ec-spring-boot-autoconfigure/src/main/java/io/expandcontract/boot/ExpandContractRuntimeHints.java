package io.expandcontract.boot;

import java.sql.Connection;
import java.util.List;

import io.expandcontract.backfill.BackfillChange;
import io.expandcontract.sync.DropSyncColumnsChange;
import io.expandcontract.sync.FormerColumn;
import io.expandcontract.sync.SyncColumnsChange;
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
		for (Class<?> change : List.of(BackfillChange.class, SyncColumnsChange.class, DropSyncColumnsChange.class,
				FormerColumn.class)) {
			hints.reflection()
				.registerType(change, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS,
						MemberCategory.ACCESS_DECLARED_FIELDS);
		}
		hints.reflection().registerType(SpringLiquibase.class, MemberCategory.ACCESS_DECLARED_FIELDS);
		hints.proxies().registerJdkProxy(TypeReference.of(Connection.class));
	}

}
