package io.expandcontract.boot;

import java.util.ServiceLoader;

import liquibase.change.Change;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

class ExpandContractRuntimeHintsTests {

	@Test
	void everyServiceOfOursCanBeMadeAndFilled() {
		RuntimeHints hints = new RuntimeHints();
		new ExpandContractRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(ServiceLoader.load(Change.class).stream().map(ServiceLoader.Provider::type))
			.filteredOn((type) -> type.getName().startsWith("io.expandcontract."))
			.isNotEmpty()
			.allSatisfy((type) -> {
				assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints);
				assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(type, "setTableName")).accepts(hints);
			});
		assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/services/liquibase.change.Change"))
			.accepts(hints);
	}

}
