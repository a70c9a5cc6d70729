package io.expandcontract.boot;

import io.expandcontract.safety.InferenceMode;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for {@code expand-contract.enabled=false}: warns, and hooks nothing.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration")
@ConditionalOnClass(SpringLiquibase.class)
@ConditionalOnBooleanProperty(name = "expand-contract.enabled", havingValue = false)
public final class DisabledAutoConfiguration {

	@Bean
	static DisabledWarning expandContractDisabledWarning(Environment environment) {
		InferenceMode inference = Binder.get(environment)
			.bind("expand-contract.phases.inference", InferenceMode.class)
			.orElse(InferenceMode.ENFORCE);
		return new DisabledWarning(inference == InferenceMode.ENFORCE);
	}

}
