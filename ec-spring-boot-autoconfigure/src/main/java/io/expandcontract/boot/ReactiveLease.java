package io.expandcontract.boot;

import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits for a fence to open without holding a thread.
 */
final class ReactiveLease {

	private static final Duration POLL = Duration.ofMillis(50);

	private ReactiveLease() {
	}

	/**
	 * Wait for a moment until the fence is open.
	 * @param fence the fence
	 * @return whether it is
	 */
	static Mono<Boolean> opens(LeaseFence fence) {
		return Mono.defer(() -> fence.isOpen() ? Mono.just(true)
				: Flux.interval(POLL)
					.take(LeaseFence.MOMENT.dividedBy(POLL))
					.map((tick) -> fence.isOpen())
					.filter(Boolean::booleanValue)
					.next()
					.defaultIfEmpty(false));
	}

}
