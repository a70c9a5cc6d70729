package io.expandcontract.boot;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContextExit}.
 */
class ContextExitTests {

	@Test
	void threadThatEndsTheJvmKeepsItAliveEvenIfADaemonStartsIt() throws InterruptedException {
		AtomicReference<Thread> exit = new AtomicReference<>();
		Thread observer = new Thread(() -> exit.set(ContextExit.thread(() -> {
		})));
		observer.setDaemon(true);
		observer.start();
		observer.join();
		assertThat(exit.get().isDaemon()).isFalse();
	}

}
