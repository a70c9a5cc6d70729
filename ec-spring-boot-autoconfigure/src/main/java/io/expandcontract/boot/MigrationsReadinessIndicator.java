package io.expandcontract.boot;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;

/**
 * Readiness of an application that answers {@link ApplicationAvailability} by a bean of
 * its own: refused while this instance must not take traffic, else what that bean says.
 */
final class MigrationsReadinessIndicator extends ReadinessStateHealthIndicator {

	private final Supplier<@Nullable String> refusal;

	MigrationsReadinessIndicator(ApplicationAvailability availability, Supplier<@Nullable String> refusal) {
		super(availability);
		this.refusal = refusal;
	}

	@Override
	protected AvailabilityState getState(ApplicationAvailability availability) {
		return (this.refusal.get() != null) ? ReadinessState.REFUSING_TRAFFIC : super.getState(availability);
	}

}
