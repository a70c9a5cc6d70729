package io.expandcontract.sample.bench;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;

import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * What goes on in the database while Liquibase runs: the writers and the transaction in
 * the way begin just before it does, and outlast it.
 */
final class Load implements BeanPostProcessor, AutoCloseable {

	private final DdlServer server;

	private final String database;

	private final boolean measured;

	private @Nullable Writers writers;

	private @Nullable Writers bystanders;

	private @Nullable Holder holder;

	private long began;

	private long ended;

	/**
	 * Create it.
	 * @param server the server
	 * @param database the database's name
	 * @param measured whether anything goes on at all
	 */
	Load(DdlServer server, String database, boolean measured) {
		this.server = server;
		this.database = database;
		this.measured = measured;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase && this.measured) {
			try {
				this.holder = new Holder(this.server.connect(this.database));
				this.bystanders = Writers.ofAnother(this.server, this.database);
				this.writers = Writers.ofTheTable(this.server, this.database);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			this.began = System.nanoTime();
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase) {
			liquibaseEnded();
		}
		return bean;
	}

	/**
	 * Say that Liquibase has ended, if nobody has said so.
	 */
	void liquibaseEnded() {
		this.ended = (this.ended == 0) ? System.nanoTime() : this.ended;
	}

	double seconds() {
		return (this.ended - this.began) / 1e9;
	}

	/**
	 * Wait until nobody is in the way any more, and stop.
	 * @return what the writers noticed
	 * @throws SQLException if the transaction in the way was lost
	 * @throws InterruptedException if interrupted
	 * @throws ExecutionException if a write failed
	 */
	Writers.Noticed end() throws SQLException, InterruptedException, ExecutionException {
		if (this.holder == null || this.writers == null) {
			throw new IllegalStateException("Liquibase did not begin");
		}
		this.holder.close();
		return this.writers.stop();
	}

	/**
	 * Return what writers of another table noticed meanwhile.
	 * @return the longest wait, in milliseconds
	 * @throws InterruptedException if interrupted
	 * @throws ExecutionException if a write failed
	 */
	double elsewhere() throws InterruptedException, ExecutionException {
		return (this.bystanders != null) ? this.bystanders.stop().longest() : 0;
	}

	@Override
	public void close() {
		if (this.writers != null) {
			this.writers.close();
		}
		if (this.bystanders != null) {
			this.bystanders.close();
		}
	}

}
