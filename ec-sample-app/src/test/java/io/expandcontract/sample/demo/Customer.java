package io.expandcontract.sample.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client: it creates users, renames them and reads them back, one request after the
 * other, and compares each answer with what it has to be.
 */
class Customer {

	/** One write in so many is sent once more, as if its answer had been lost. */
	private static final int REPEAT_ONE_IN = 25;

	private final ServiceClient client;

	private final Ledger ledger;

	private final Totals totals;

	private final Story story;

	private final AtomicLong numbers;

	private final Random random;

	private final List<String> own = new ArrayList<>();

	Customer(ServiceClient client, Ledger ledger, Totals totals, Story story, AtomicLong numbers, long seed) {
		this.client = client;
		this.ledger = ledger;
		this.totals = totals;
		this.story = story;
		this.numbers = numbers;
		this.random = new Random(seed);
	}

	/**
	 * Send the next request.
	 */
	void act() {
		int dice = this.random.nextInt(10);
		if (this.own.isEmpty() || dice < 3) {
			create();
		}
		else if (dice < 6) {
			rename(any());
		}
		else {
			read(any());
		}
	}

	/**
	 * Read a user and compare.
	 * @param id whose
	 */
	void read(String id) {
		this.totals.requests.increment();
		Call call = Call.read(id);
		try {
			Reply reply = this.client.send(call);
			if (reply.status() != 200 && reply.status() != 404) {
				fail(call + ": " + reply.status() + " from " + reply.instance());
			}
			else if (!this.ledger.confirms(id, reply.name(), reply.instance().release()) && this.totals.lost.add(id)) {
				this.story.complain("LOST: " + call + " of " + reply.instance() + " says '" + reply.name() + "'");
			}
		}
		catch (RequestFailedException ex) {
			fail(ex.getMessage());
		}
	}

	private void create() {
		Person person = Person.number(this.numbers.incrementAndGet());
		Reply reply = write(Call.create(person), 201);
		if (reply != null) {
			this.own.add(reply.id());
			this.ledger.acknowledged(reply.id(), person.name(), reply.instance().release());
		}
	}

	private void rename(String id) {
		Person person = Person.number(this.numbers.incrementAndGet());
		Reply reply = write(Call.rename(id, person), 200);
		if (reply != null) {
			this.ledger.acknowledged(id, person.name(), reply.instance().release());
		}
		else {
			this.ledger.unknown(id, person.name());
		}
	}

	private Reply write(Call call, int expectedStatus) {
		this.totals.requests.increment();
		try {
			Reply reply = this.client.send(call);
			if (reply.status() != expectedStatus || reply.id().isEmpty()) {
				fail(call + ": " + reply.status() + " from " + reply.instance());
				return null;
			}
			if (reply.cutOff() > 0) {
				this.totals.sentAgain.increment();
				this.story.tell(reply.instance(), "does what was cut off, by its key: " + call);
				repeat(call, reply);
			}
			else if (this.random.nextInt(REPEAT_ONE_IN) == 0) {
				this.totals.repeats.increment();
				repeat(call, reply);
			}
			return reply;
		}
		catch (RequestFailedException ex) {
			fail(ex.getMessage());
			return null;
		}
	}

	private void repeat(Call call, Reply first) throws RequestFailedException {
		Reply second = this.client.send(call);
		if (!second.id().equals(first.id()) || !second.name().equals(first.name())) {
			fail("repeated " + call + " was answered " + second.status() + " " + second.body() + ", before "
					+ first.body());
		}
	}

	private String any() {
		return this.own.get(this.random.nextInt(this.own.size()));
	}

	private void fail(String text) {
		this.totals.failed.incrementAndGet();
		this.story.complain("FAILED: " + text);
	}

}
