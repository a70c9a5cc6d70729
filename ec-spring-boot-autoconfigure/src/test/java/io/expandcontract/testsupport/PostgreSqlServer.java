package io.expandcontract.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * PostgreSQL from Maven's artifacts, in the version that the build names, or a server
 * that runs already: {@code ec.test.postgresql.url} says where, such as
 * {@code jdbc:postgresql://localhost:5432/}. That one has to trust every user.
 */
final class PostgreSqlServer {

	private static final String URL = "ec.test.postgresql.url";

	private final String url;

	private final JdbcTemplate superuser;

	private PostgreSqlServer(String url) {
		this.url = url;
		this.superuser = new JdbcTemplate(new DriverManagerDataSource(url + "postgres", "postgres", ""));
		this.superuser.execute("""
				do $$ begin
				  if not exists (select 1 from pg_roles where rolname = 'tester') then
				    create role tester superuser login;
				  end if;
				exception when duplicate_object or unique_violation then null;
				end $$
				""");
	}

	static PostgreSqlServer instance() {
		return Holder.INSTANCE;
	}

	String createDatabase() {
		String name = "t" + UUID.randomUUID().toString().replace("-", "");
		this.superuser.execute("create database " + name);
		return this.url + name;
	}

	private static final class Holder {

		static final PostgreSqlServer INSTANCE = start();

		private static PostgreSqlServer start() {
			try {
				return new PostgreSqlServer(switch (ServerSource.of(URL)) {
					case URL -> String.valueOf(System.getProperty(URL));
					case CONTAINER -> "jdbc:postgresql:" + Containers.start("postgres:18", 5432,
							Map.of("POSTGRES_HOST_AUTH_METHOD", "trust"), "ready to accept connections");
					case ARTIFACT -> "jdbc:postgresql://localhost:" + EmbeddedPostgres.builder()
						.setPGStartupWait(Duration.ofMinutes(2))
						.setServerConfig("max_connections", "300")
						.start()
						.getPort() + "/";
				});
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
