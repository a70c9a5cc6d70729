package io.expandcontract.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers for locks that databases know by number only.
 */
final class LockKeys {

	private LockKeys() {
	}

	/**
	 * Return the number of a lock.
	 * @param name the lock's name
	 * @return the first eight bytes of its SHA-256
	 */
	static long of(String name) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
