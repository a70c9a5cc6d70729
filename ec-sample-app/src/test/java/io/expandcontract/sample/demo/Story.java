package io.expandcontract.sample.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells what happens as it happens: one line an event, at most {@value #WIDTH} characters
 * long, in columns. A text that does not fit is cut.
 */
class Story {

	static final int WIDTH = 120;

	/** So many failures are told, the others only counted. */
	private static final int COMPLAINTS = 12;

	private static final String FORMAT = "%7s  %-8s  %-3s  %-8s  %8s  %s";

	private final PrintStream out;

	private final LongSupplier nanoTime;

	private final LongSupplier requests;

	private final long startedAt;

	private volatile Phase phase = Phase.STEADY;

	private int complaints;

	private boolean ended;

	/**
	 * Start the story's clock.
	 * @param out where the lines go
	 * @param nanoTime a clock in nanoseconds
	 * @param requests how many requests were sent so far
	 */
	Story(PrintStream out, LongSupplier nanoTime, LongSupplier requests) {
		this.out = out;
		this.nanoTime = nanoTime;
		this.requests = requests;
		this.startedAt = nanoTime.getAsLong();
	}

	synchronized void heading() {
		print(String.format(Locale.ROOT, FORMAT, "time", "instance", "rel", "phase", "requests", "what happened"));
	}

	void phase(Phase phase) {
		this.phase = phase;
	}

	void tell(String text) {
		tell("-", "-", text);
	}

	void tell(Instance instance, String text) {
		tell(instance.name(), instance.release().version(), text);
	}

	synchronized void tell(String instance, String release, String text) {
		if (!this.ended) {
			print(String.format(Locale.ROOT, FORMAT, time(), instance, release, this.phase,
					String.format(Locale.ROOT, "%,d", this.requests.getAsLong()), text));
		}
	}

	/**
	 * Tell that something went wrong.
	 * @param text what
	 */
	synchronized void complain(String text) {
		this.complaints++;
		if (this.complaints <= COMPLAINTS) {
			tell(text);
		}
		else if (this.complaints == COMPLAINTS + 1) {
			tell("more went wrong than is told here: the last line counts it");
		}
	}

	/**
	 * End the story: what is told later, by a thread that has not noticed yet, is
	 * dropped.
	 * @param lastLine printed whole
	 */
	synchronized void end(String lastLine) {
		if (!this.ended) {
			this.ended = true;
			this.out.println(lastLine);
			this.out.flush();
		}
	}

	double seconds() {
		return (this.nanoTime.getAsLong() - this.startedAt) / 1e9;
	}

	private String time() {
		long tenths = (long) (seconds() * 10);
		return String.format(Locale.ROOT, "%02d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
	}

	private void print(String line) {
		String oneLine = line.replaceAll("\\s*\\R\\s*", " ").stripTrailing();
		this.out.println((oneLine.length() <= WIDTH) ? oneLine : oneLine.substring(0, WIDTH - 3) + "...");
		this.out.flush();
	}

}
