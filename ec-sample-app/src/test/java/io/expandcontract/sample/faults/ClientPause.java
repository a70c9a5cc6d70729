package io.expandcontract.sample.faults;

import java.util.concurrent.CountDownLatch;

import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/**
 * A change that works on the client's side alone, between two statements of one
 * transaction, for as long as the test wants it to. It takes no time unless it was asked
 * to pause.
 */
public final class ClientPause implements CustomTaskChange {

	private static volatile boolean asked;

	private static volatile CountDownLatch latch = new CountDownLatch(1);

	static void ask() {
		asked = true;
	}

	static void end() {
		latch.countDown();
	}

	@Override
	public void execute(Database database) throws CustomChangeException {
		if (!asked) {
			return;
		}
		latch = new CountDownLatch(1);
		FaultApplication.answer("paused");
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new CustomChangeException(ex);
		}
	}

	@Override
	public String getConfirmationMessage() {
		return "Paused";
	}

	@Override
	public void setUp() {
	}

	@Override
	public void setFileOpener(ResourceAccessor resourceAccessor) {
	}

	@Override
	public ValidationErrors validate(Database database) {
		return new ValidationErrors();
	}

}
