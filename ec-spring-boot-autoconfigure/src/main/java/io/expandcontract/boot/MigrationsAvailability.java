package io.expandcontract.boot;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;

/**
 * The application's availability, in which readiness is refused while this instance must
 * not take traffic, whatever the application itself has published. Liveness is the
 * application's own.
 */
final class MigrationsAvailability extends ApplicationAvailabilityBean {

	private final Supplier<@Nullable String> refusal;

	MigrationsAvailability(Supplier<@Nullable String> refusal) {
		this.refusal = refusal;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends AvailabilityState> @Nullable AvailabilityChangeEvent<S> getLastChangeEvent(Class<S> stateType) {
		AvailabilityChangeEvent<S> published = super.getLastChangeEvent(stateType);
		if (stateType == ReadinessState.class && published != null
				&& published.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			String reason = this.refusal.get();
			if (reason != null) {
				return (AvailabilityChangeEvent<S>) new AvailabilityChangeEvent<>(this,
						(AvailabilityState) ReadinessState.REFUSING_TRAFFIC);
			}
		}
		return published;
	}

}
