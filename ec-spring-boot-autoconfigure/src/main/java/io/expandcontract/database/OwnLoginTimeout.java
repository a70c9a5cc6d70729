package io.expandcontract.database;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Keeps the login timeout that a pool sets to itself. Handed on, it would reach the
 * application's own data source, or by {@link java.sql.DriverManager} every data source
 * of the JVM. A pool also waits so long for its threads when it closes, so that a data
 * source which knows no timeout makes it give up at once and warn.
 */
final class OwnLoginTimeout extends DelegatingDataSource {

	private volatile int seconds;

	OwnLoginTimeout(DataSource target) {
		super(target);
	}

	@Override
	public int getLoginTimeout() {
		return this.seconds;
	}

	@Override
	public void setLoginTimeout(int timeout) {
		this.seconds = timeout;
	}

}
