package io.expandcontract.backfill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What types and collations of MySQL and MariaDB ask of a backfill.
 */
abstract class MySqlFamilyBackfillContractTests extends BackfillContractTests {

	MySqlFamilyBackfillContractTests(TestDatabases databases) {
		super(databases);
	}

	@Override
	@BeforeEach
	void createDatabase() throws SQLException {
		super.createDatabase();
		this.jdbc.execute("create table digit (n int primary key)");
		this.jdbc.update("insert into digit (n) values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
	}

	@Override
	String randomUuid() {
		return "unhex(replace(uuid(), '-', ''))";
	}

	@Override
	String uuidType() {
		return "binary(16)";
	}

	@Override
	String random() {
		return "rand()";
	}

	@Override
	void createEvents(int count) {
		this.jdbc.execute("create table event (at datetime(6) not null primary key, label varchar(40))");
		this.jdbc.update("""
				insert into event (at) select timestamp '2026-01-01 00:00:00' + interval x microsecond from %s
				""".formatted(series(count)));
	}

	@Test
	void valueThatOnlyACollationTakesForTheSameIsWritten() {
		people(1, 3);
		this.jdbc.update("update person set first_name = 'Jose', name = 'jose' where id = 2");
		this.engine.work(backfill("person", null, "name", "first_name"), "one", () -> true);
		assertThat(this.jdbc.queryForObject("select hex(name) from person where id = 2", String.class))
			.isEqualTo("4A6F7365");
	}

	@Test
	void valueThatAFloatRoundsCountsAsRight() {
		people(1, 3);
		this.jdbc.execute("alter table person add share float");
		assertThat(this.engine.work(backfill("person", null, "share", "id / 3"), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
	}

	@Test
	void keyThatIsComparedAsTextAndOrderedByNumberIsRefused() {
		this.jdbc
			.execute("create table item (kind enum ('b', 'a'), id int, label varchar(10), primary key (id, kind))");
		assertThatExceptionOfType(BackfillRefusedException.class)
			.isThrownBy(() -> this.engine.work(backfill("item", null, "label", "kind"), "one", () -> true))
			.withMessageContaining("kind");
	}

	@Test
	void enumIsFilled() {
		people(1, 2);
		this.jdbc.execute("alter table person add kind enum ('Smith', 'Jones')");
		assertThat(this.engine.work(backfill("person", null, "kind", "last_name"), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(count("kind = 'Smith'")).isEqualTo(2);
	}

	@Test
	void unsignedKeyBeyondWhatIsSigned() {
		this.jdbc.execute("create table big (id bigint unsigned not null primary key, label varchar(10))");
		this.jdbc.update("insert into big (id) values (1), (9223372036854775808), (18446744073709551615)");
		assertThat(engine(new BackfillSettings(Duration.ofNanos(1), 1, Duration.ofMinutes(1)))
			.work(backfill("big", null, "label", "'b'"), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(3);
	}

	@Test
	void textKeyKeepsTheOrderOfItsOwnCollation() {
		this.jdbc.execute("""
				create table word (id varchar(20) not null primary key, label varchar(20))
				character set utf8mb4 collate utf8mb4_spanish2_ci
				""");
		List.of("ca", "cz", "cha", "d", "lla", "lz", "Ma", "\u00f1u", "nz")
			.forEach((word) -> this.jdbc.update("insert into word (id) values (?)", word));
		assertThat(engine(new BackfillSettings(Duration.ofNanos(1), 1, Duration.ofMinutes(1)))
			.work(backfill("word", null, "label", "id"), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(9);
	}

}
