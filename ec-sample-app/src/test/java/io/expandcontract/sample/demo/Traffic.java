package io.expandcontract.sample.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Several clients at once, each at a steady pace. A user belongs to the client that
 * created it, so that its writes come one after the other.
 */
class Traffic implements AutoCloseable {

	private static final Duration PACE = Duration.ofMillis(50);

	private final List<Customer> customers;

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean hurried;

	private volatile boolean stopped;

	Traffic(int clients, ServiceClient client, Ledger ledger, Totals totals, Story story) {
		AtomicLong numbers = new AtomicLong();
		this.customers = IntStream.range(0, clients)
			.mapToObj((seed) -> new Customer(client, ledger, totals, story, numbers, seed))
			.toList();
	}

	void start() {
		this.customers.forEach((customer) -> this.threads.add(startThread(() -> run(customer))));
	}

	/**
	 * Let the clients send without a pause, or at their pace again.
	 * @param hurried whether to hurry
	 */
	void hurry(boolean hurried) {
		this.hurried = hurried;
	}

	/**
	 * Let every client finish its request, and no more.
	 * @throws InterruptedException if the caller is interrupted meanwhile
	 */
	void stop() throws InterruptedException {
		this.stopped = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	/**
	 * Read these users, by all clients together and without a pause.
	 * @param ids whom to read
	 * @throws InterruptedException if the caller is interrupted meanwhile
	 */
	void readBack(List<String> ids) throws InterruptedException {
		ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>(ids);
		List<Thread> readers = this.customers.stream().map((customer) -> startThread(() -> {
			for (String id = left.poll(); id != null; id = left.poll()) {
				customer.read(id);
			}
		})).toList();
		for (Thread reader : readers) {
			reader.join();
		}
	}

	private void run(Customer customer) {
		while (!this.stopped) {
			long startedAt = System.nanoTime();
			customer.act();
			if (!this.hurried) {
				LockSupport.parkNanos(PACE.toNanos() - (System.nanoTime() - startedAt));
			}
		}
	}

	private static Thread startThread(Runnable work) {
		Thread thread = new Thread(work, "client");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Override
	public void close() {
		this.stopped = true;
	}

}
