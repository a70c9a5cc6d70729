package io.expandcontract.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the readiness probe where the application has an
 * {@link ApplicationAvailability} of its own, which knows nothing of migrations.
 */
@AutoConfiguration(after = ExpandContractAutoConfiguration.class, beforeName = {
		"org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration",
		"org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration" })
@ConditionalOnClass(ReadinessStateHealthIndicator.class)
@ConditionalOnBean({ TrafficGate.class, ApplicationAvailability.class })
@ConditionalOnMissingBean(MigrationsAvailability.class)
@Conditional(MigrationsReadinessAutoConfiguration.OnReadiness.class)
public final class MigrationsReadinessAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "readinessStateHealthIndicator")
	MigrationsReadinessIndicator readinessStateHealthIndicator(ApplicationAvailability availability,
			TrafficGate traffic) {
		return new MigrationsReadinessIndicator(availability, traffic::refusal);
	}

	/**
	 * Where Spring Boot would have a readiness indicator.
	 */
	static final class OnReadiness extends AnyNestedCondition {

		OnReadiness() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBooleanProperty(name = "management.endpoint.health.probes.enabled", matchIfMissing = true)
		@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
		static final class Probes {

		}

		@ConditionalOnBooleanProperty("management.health.readinessstate.enabled")
		static final class Contributor {

		}

	}

}
