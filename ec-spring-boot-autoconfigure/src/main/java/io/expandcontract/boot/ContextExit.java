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
		Thread thread = new Thread(() -> System.exit(SpringApplication.exit(this.context, () -> exitCode)), "ec-exit");
		thread.start();
	}

}
