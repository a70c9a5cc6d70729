package io.expandcontract.sample;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs each write in one transaction, which also records the client's key. A repeated key
 * answers with the user of the first write, as that user is now, and writes nothing. Two
 * writers of the same user come one after the other: the later one starts again.
 */
@Component
class IdempotentWrites {

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Users users;

	IdempotentWrites(JdbcClient jdbc, TransactionTemplate transaction, Users users) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.users = users;
	}

	@Retryable(includes = ConcurrencyFailureException.class, maxRetries = 5, delay = 10, jitter = 10)
	UserResponse once(@Nullable String key, Supplier<UserResponse> write) {
		if (key == null) {
			return this.transaction.execute((status) -> write.get());
		}
		try {
			return this.transaction.execute((status) -> userOf(key).orElseGet(() -> writeAndRecord(key, write)));
		}
		catch (DuplicateKeyException ex) {
			return userOf(key).orElseThrow(() -> ex);
		}
	}

	private UserResponse writeAndRecord(String key, Supplier<UserResponse> write) {
		UserResponse user = write.get();
		this.jdbc.sql("insert into idempotency_key (id, user_id) values (?, ?)").params(key, user.id()).update();
		return user;
	}

	private Optional<UserResponse> userOf(String key) {
		return this.jdbc.sql("select user_id from idempotency_key where id = ?")
			.param(key)
			.query(Long.class)
			.optional()
			.map(this.users::find);
	}

}
