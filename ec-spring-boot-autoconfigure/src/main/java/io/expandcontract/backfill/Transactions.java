package io.expandcontract.backfill;

import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Short transactions. Whatever goes wrong is a {@link DataAccessException}, also where
 * the connection is lost in a way that prevents the rollback.
 */
final class Transactions {

	private final TransactionTemplate joining;

	private final TransactionTemplate separate;

	Transactions(DataSource dataSource) {
		JdbcTransactionManager transactionManager = new JdbcTransactionManager(dataSource);
		this.joining = new TransactionTemplate(transactionManager);
		this.separate = new TransactionTemplate(transactionManager);
		this.separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.separate.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
	}

	/**
	 * Run something in the present transaction, or in one of its own.
	 */
	<T> T join(Supplier<T> action) {
		return run(this.joining, action);
	}

	/**
	 * Run something in a transaction of its own, in which every statement sees what
	 * others have committed.
	 */
	<T> T separately(Supplier<T> action) {
		return run(this.separate, action);
	}

	private static <T> T run(TransactionTemplate template, Supplier<T> action) {
		try {
			return template.execute((status) -> action.get());
		}
		catch (TransactionException ex) {
			if (ex instanceof TransactionSystemException failed
					&& failed.getApplicationException() instanceof DataAccessException original) {
				original.addSuppressed(ex);
				throw original;
			}
			throw new DataAccessResourceFailureException("The database did not complete a transaction", ex);
		}
	}

}
