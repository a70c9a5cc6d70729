package io.expandcontract.sample.demo;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Balancer}.
 */
class BalancerTests {

	private final Instance first = new Instance("users-1", Release.ONE_ZERO, 1);

	private final Instance second = new Instance("users-2", Release.ONE_ONE, 2);

	private final Set<Instance> healthy = ConcurrentHashMap.newKeySet();

	private final Balancer balancer = new Balancer(this.healthy::contains);

	@AfterEach
	void close() {
		this.balancer.close();
	}

	@Test
	void instanceThatIsNotReadyGetsNothing() {
		this.balancer.add(this.first);
		this.balancer.probe(this.first);
		assertThat(this.balancer.next(Set.of())).isEmpty();
	}

	@Test
	void readyInstancesTakeTurns() {
		inRotation(this.first, this.second);
		List<Instance> turns = IntStream.range(0, 4)
			.mapToObj((turn) -> this.balancer.next(Set.of()).orElseThrow())
			.toList();
		assertThat(turns.subList(0, 2)).containsExactlyInAnyOrder(this.first, this.second);
		assertThat(turns.subList(2, 4)).isEqualTo(turns.subList(0, 2));
	}

	@Test
	void instanceIsProbedAgainAndAgain() {
		this.balancer.add(this.first);
		this.healthy.add(this.first);
		Awaitility.await().until(() -> this.balancer.isReady(this.first));
		this.healthy.clear();
		Awaitility.await().until(() -> !this.balancer.isReady(this.first));
	}

	@Test
	void avoidedInstanceIsTakenOnlyWhenAlone() {
		inRotation(this.first, this.second);
		assertThat(IntStream.range(0, 4).mapToObj((turn) -> this.balancer.next(Set.of(this.first))))
			.allSatisfy((next) -> assertThat(next).contains(this.second));
		assertThat(this.balancer.next(Set.of(this.first, this.second))).isPresent();
	}

	@Test
	void removedInstanceStaysOutEvenIfAProbeAffirmsLater() {
		inRotation(this.first);
		this.balancer.remove(this.first);
		this.balancer.probe(this.first);
		assertThat(this.balancer.isReady(this.first)).isFalse();
		assertThat(this.balancer.next(Set.of())).isEmpty();
	}

	private void inRotation(Instance... instances) {
		for (Instance instance : instances) {
			this.healthy.add(instance);
			this.balancer.add(instance);
			this.balancer.probe(instance);
		}
	}

}
