package io.expandcontract.migration;

import java.time.Duration;

import io.expandcontract.database.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * Someone else held the migration lock for longer than the boot may take.
 */
public class MigrationLockTimeoutException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param timeout how long this process waited
	 * @param holder who holds the lock, if known
	 */
	public MigrationLockTimeoutException(Duration timeout, @Nullable LockHolder holder) {
		super("Waited " + timeout + " for the migration lock, which is held by "
				+ ((holder != null) ? holder : "nobody now"));
	}

}
