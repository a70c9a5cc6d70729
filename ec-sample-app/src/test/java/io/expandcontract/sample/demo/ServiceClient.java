package io.expandcontract.sample.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends calls through the balancer as a careful client does: a connection that was
 * refused is tried elsewhere, and a call that was cut off is sent again, a write under
 * the same idempotency key. An answer, whatever it says, is an answer and is not asked
 * for twice.
 */
class ServiceClient {

	private static final Duration PAUSE = Duration.ofMillis(50);

	private final HttpClient http;

	private final Balancer balancer;

	private final Duration patience;

	private final Map<Instance, AtomicInteger> openWrites = new ConcurrentHashMap<>();

	/**
	 * Create a client.
	 * @param http how to send
	 * @param balancer whom to send to
	 * @param patience how long a call may be refused and cut off before it has failed
	 */
	ServiceClient(HttpClient http, Balancer balancer, Duration patience) {
		this.http = http;
		this.balancer = balancer;
		this.patience = patience;
	}

	/**
	 * Send the call until it is answered.
	 * @param call what to do
	 * @return the answer
	 * @throws RequestFailedException if there is none in time
	 */
	Reply send(Call call) throws RequestFailedException {
		long startedAt = System.nanoTime();
		Set<Instance> avoid = new HashSet<>();
		int cutOff = 0;
		Exception last = null;
		while (System.nanoTime() - startedAt < this.patience.toNanos()) {
			Optional<Instance> next = this.balancer.next(avoid);
			if (next.isEmpty() || avoid.contains(next.get())) {
				LockSupport.parkNanos(PAUSE.toNanos());
				avoid.clear();
				continue;
			}
			try {
				HttpResponse<String> response = sendTo(next.get(), call);
				return Reply.of(response.statusCode(), response.body(), next.get(), cutOff);
			}
			catch (ConnectException | HttpConnectTimeoutException ex) {
				last = ex;
			}
			catch (HttpTimeoutException ex) {
				throw new RequestFailedException(
						call + " had no answer of " + next.get() + " in " + Call.TIMEOUT.toSeconds() + " s", ex);
			}
			catch (IOException ex) {
				last = ex;
				cutOff++;
			}
			avoid.add(next.get());
		}
		throw new RequestFailedException(
				call + " found nobody to answer it in " + this.patience.toSeconds() + " s, last: " + last, last);
	}

	/**
	 * How many writes are on their way in this instance at this moment.
	 * @param instance which one
	 * @return the number of writes that were sent and are not answered
	 */
	int openWrites(Instance instance) {
		return writesOf(instance).get();
	}

	private HttpResponse<String> sendTo(Instance instance, Call call) throws IOException {
		AtomicInteger open = call.writes() ? writesOf(instance) : new AtomicInteger();
		open.incrementAndGet();
		try {
			return this.http.send(call.to(instance.uri(call.path())), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
		finally {
			open.decrementAndGet();
		}
	}

	private AtomicInteger writesOf(Instance instance) {
		return this.openWrites.computeIfAbsent(instance, (added) -> new AtomicInteger());
	}

}
