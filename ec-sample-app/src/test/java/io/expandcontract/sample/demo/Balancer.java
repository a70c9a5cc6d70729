package io.expandcontract.sample.demo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Sends each request to the next instance that is ready, as a Kubernetes Service does:
 * every instance is asked for its readiness again and again, whoever does not affirm it
 * is out of rotation, and whoever is about to be ended leaves first.
 */
class Balancer implements AutoCloseable {

	private static final long PROBE_PERIOD_MILLIS = 200;

	private final Predicate<Instance> probe;

	private final ScheduledExecutorService prober = Executors.newScheduledThreadPool(4, (task) -> {
		Thread thread = new Thread(task, "probe");
		thread.setDaemon(true);
		return thread;
	});

	private final Map<Instance, Future<?>> watched = new ConcurrentHashMap<>();

	private final List<Instance> ready = new CopyOnWriteArrayList<>();

	private final AtomicInteger turn = new AtomicInteger();

	/**
	 * Create a balancer.
	 * @param probe asks an instance whether it is ready
	 */
	Balancer(Predicate<Instance> probe) {
		this.probe = probe;
	}

	/**
	 * Ask the instance for its readiness from now on.
	 * @param instance the new one
	 */
	void add(Instance instance) {
		this.watched.computeIfAbsent(instance, (added) -> this.prober.scheduleWithFixedDelay(() -> probe(added), 0,
				PROBE_PERIOD_MILLIS, TimeUnit.MILLISECONDS));
	}

	/**
	 * Take the instance out for good.
	 * @param instance the one that is about to end, or has ended
	 */
	synchronized void remove(Instance instance) {
		Future<?> probing = this.watched.remove(instance);
		if (probing != null) {
			probing.cancel(false);
		}
		this.ready.remove(instance);
	}

	boolean isReady(Instance instance) {
		return this.ready.contains(instance);
	}

	/**
	 * The instance whose turn it is.
	 * @param avoid those that a client just found out of order: taken only if there is no
	 * other
	 * @return nothing if none is ready
	 */
	Optional<Instance> next(Collection<Instance> avoid) {
		List<Instance> all = List.copyOf(this.ready);
		List<Instance> preferred = all.stream().filter((instance) -> !avoid.contains(instance)).toList();
		List<Instance> candidates = preferred.isEmpty() ? all : preferred;
		return candidates.isEmpty() ? Optional.empty()
				: Optional.of(candidates.get(Math.floorMod(this.turn.getAndIncrement(), candidates.size())));
	}

	void probe(Instance instance) {
		note(instance, this.probe.test(instance));
	}

	private synchronized void note(Instance instance, boolean isReady) {
		if (!isReady) {
			this.ready.remove(instance);
		}
		else if (this.watched.containsKey(instance) && !this.ready.contains(instance)) {
			this.ready.add(instance);
		}
	}

	@Override
	public void close() {
		this.prober.shutdownNow();
	}

}
