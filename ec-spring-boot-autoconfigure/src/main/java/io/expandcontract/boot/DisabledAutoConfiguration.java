package io.expandcontract.boot;

import liquibase.integration.spring.SpringLiquibase;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@code expand-contract.enabled=false}: warns, and hooks nothing.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration")
@ConditionalOnClass(SpringLiquibase.class)
@ConditionalOnBooleanProperty(name = "expand-contract.enabled", havingValue = false)
public final class DisabledAutoConfiguration {

	@Bean
	static DisabledWarning expandContractDisabledWarning() {
		return new DisabledWarning();
	}

}
