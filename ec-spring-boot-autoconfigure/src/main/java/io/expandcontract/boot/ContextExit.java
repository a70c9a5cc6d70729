package io.expandcontract.boot;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * Closes the application's context and ends the JVM.
 */
final class ContextExit implements ProcessExit {

	private static final Log logger = LogFactory.getLog(ContextExit.class);

	private final ApplicationContext context;

	ContextExit(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void exit(int exitCode, RuntimeException reason) {
		BootFailure failure = BootFailure.of(reason);
		logger.error("This instance must not go on and ends with exit code " + exitCode + ": " + reason.getMessage()
				+ ((failure != null) ? ". See docs/messages.md#" + failure.anchor() : ""));
		thread(() -> System.exit(SpringApplication.exit(this.context, () -> exitCode))).start();
	}

	/**
	 * Create the thread that ends the JVM. A daemon, as the caller is, would not keep the
	 * JVM alive once the context is closed: it would end by itself, with exit code 0.
	 * @param work what to do
	 * @return the thread
	 */
	static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "ec-exit");
		thread.setDaemon(false);
		return thread;
	}

}
