package io.expandcontract.sample.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.expandcontract.sample.ForkedJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A {@link FaultApplication} in a process of its own, to be killed, stopped and
 * continued.
 */
final class FaultProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Process process;

	private final String name;

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private FaultProcess(Process process, String name) {
		this.process = process;
		this.name = name;
		Thread reader = new Thread(this::read, "output of " + name);
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Start an instance; it has not booted when this returns.
	 * @param name its name
	 * @param arguments its properties
	 * @return the process
	 */
	static FaultProcess start(String name, List<String> arguments) {
		List<String> command = new ArrayList<>(ForkedJvm.command());
		command.add(FaultApplication.class.getName());
		command.addAll(arguments);
		try {
			return new FaultProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			output.lines().forEach((line) -> {
				if (line.startsWith("@")) {
					this.answers.add(line.substring(1));
				}
				else {
					this.log.add(line);
				}
			});
		}
		catch (IOException | UncheckedIOException ex) {
			this.log.add(ex.toString());
		}
	}

	FaultProcess awaitStarted() {
		assertThat(answer()).isEqualTo("started");
		return this;
	}

	/**
	 * Wait for the next answer.
	 * @return the answer
	 */
	String answer() {
		try {
			long deadline = System.nanoTime() + PATIENCE.toNanos();
			while (System.nanoTime() < deadline) {
				String answer = this.answers.poll(100, TimeUnit.MILLISECONDS);
				if (answer != null) {
					return answer;
				}
				if (!this.process.isAlive() && this.answers.isEmpty()) {
					break;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new AssertionError(this + " did not answer");
	}

	boolean hasAnswered() {
		return !this.answers.isEmpty();
	}

	void send(String command) {
		try {
			OutputStream input = this.process.getOutputStream();
			input.write((command + "\n").getBytes(StandardCharsets.UTF_8));
			input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.toString(), ex);
		}
	}

	String ask(String command) {
		send(command);
		return answer();
	}

	/**
	 * Contract again and again, as a Job does.
	 * @param expected how it is to end
	 * @return every answer on the way
	 */
	List<String> contractUntil(String expected) {
		List<String> answers = new ArrayList<>();
		await().atMost(PATIENCE).untilAsserted(() -> {
			answers.add(ask("contract"));
			assertThat(answers.get(answers.size() - 1)).as(this::toString).isEqualTo(expected);
		});
		return answers;
	}

	void awaitLog(String text) {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.log).as(this::toString).anyMatch((line) -> line.contains(text)));
	}

	/**
	 * Send SIGKILL.
	 */
	void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	/**
	 * Send SIGTERM.
	 */
	void terminate() {
		signal("TERM");
	}

	/**
	 * Send SIGSTOP.
	 */
	void pause() {
		signal("STOP");
	}

	/**
	 * Send SIGCONT.
	 */
	void resume() {
		signal("CONT");
	}

	private void signal(String signal) {
		try {
			assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).start().waitFor())
				.isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Wait for the end of the process.
	 * @return its exit code
	 */
	int awaitExit() {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.process.isAlive()).as(this::toString).isFalse());
		return this.process.exitValue();
	}

	/**
	 * Let the application close as it does when it is rolled out of service.
	 */
	void stop() {
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		assertThat(awaitExit()).as(this::toString).isZero();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	@Override
	public String toString() {
		return this.name + " (" + (this.process.isAlive() ? "alive" : "exit code " + this.process.exitValue())
				+ ") which logged\n" + String.join("\n", this.log) + "\nand";
	}

}
