package io.expandcontract.kinds;

import io.expandcontract.migration.Migrations;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with an availability bean of its own.
 */
class AvailabilityTests {

	@Test
	void readinessProbeKnowsOfMigrationsAllTheSame() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance instance = rollout.instance("1.1")
					.with("spring.main.web-application-type", "servlet")
					.type(Own.class)
					.start()) {
			Http http = new Http(instance);
			assertThat(instance.bean(ApplicationAvailability.class))
				.isExactlyInstanceOf(ApplicationAvailabilityBean.class);
			assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(200);
			instance.bean(Migrations.class).databases().iterator().next().member().lease().lost();
			assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		ApplicationAvailabilityBean ownAvailability() {
			return new ApplicationAvailabilityBean();
		}

	}

}
