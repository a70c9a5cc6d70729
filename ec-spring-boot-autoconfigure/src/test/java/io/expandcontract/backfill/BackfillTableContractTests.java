package io.expandcontract.backfill;

import java.time.Duration;
import java.util.List;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which tables, keys and values a backfill bears, on every database.
 */
abstract class BackfillTableContractTests extends BackfillRowsContractTests {

	BackfillTableContractTests(TestDatabases databases) {
		super(databases);
	}

	@Test
	void nullNeverOverwrites() {
		people(1, 3);
		this.jdbc.update("update person set last_name = null, name = 'Cher' where id = 2");
		assertThat(this.engine.work(names(), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(this.jdbc.queryForList("select name from person order by id", String.class))
			.containsExactly("Mary 1 Smith", "Cher", "Mary 3 Smith");
	}

	@Test
	void nullFarFromTheFirstRowsOfABatchNeverOverwritesEither() {
		people(1, 3000);
		this.jdbc.update("update person set last_name = null where id between 1500 and 1600");
		this.jdbc.update("update person set name = 'Cher' where id between 1550 and 1600");
		assertThat(this.engine.work(names(), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name is null")).isEqualTo(50);
		assertThat(count("name = 'Cher'")).isEqualTo(51);
		assertThat(count("name like 'Mary % Smith'")).isEqualTo(2899);
	}

	@Test
	void nullThatStaysNullIsNotWrittenWhereTheFirstRowsShowIt() {
		people(1, 50);
		this.jdbc.update("update person set last_name = null where id > 40");
		TargetTable table = new TargetTables(this.jdbc, this.tables.engine(), BackfillExtensions.NONE).of(names());
		assertThat(table.fill(KeyRange.ALL)).isEqualTo(40);
		assertThat(table.outstanding(KeyRange.ALL)).isZero();
	}

	@Test
	void nullOfOneColumnKeepsItWhileAnotherIsFilled() {
		people(1, 2);
		this.jdbc.execute("alter table person add initials varchar(10)");
		this.jdbc.update("update person set first_name = null, name = 'kept' where id = 2");
		Backfill both = new Backfill(KEY, null, "person",
				List.of(new Backfill.Column("name", "first_name || ' ' || last_name"),
						new Backfill.Column("initials", "substring(last_name from 1 for 1)")),
				null, false);
		assertThat(this.engine.work(both, "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(this.jdbc.queryForList("select name || '/' || initials from person order by id", String.class))
			.containsExactly("Mary 1 Smith/S", "kept/S");
	}

	@Test
	void rowsAlreadyRightAreNotTouched() {
		people(1, 100);
		this.jdbc.update("update person set name = first_name || ' ' || last_name where id <= 60");
		TargetTable table = new TargetTables(this.jdbc, this.tables.engine(), BackfillExtensions.NONE).of(names());
		assertThat(table.fill(KeyRange.ALL)).isEqualTo(40);
		assertThat(table.fill(KeyRange.ALL)).isZero();
	}

	@Test
	void whereLimitsWhatIsFilledAndVerified() {
		people(1, 100);
		Backfill some = backfill("person", "id <= 10 or id > 90", "name", "last_name");
		assertThat(this.engine.verify(some)).isEqualTo(20);
		assertThat(this.engine.work(some, "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name is not null")).isEqualTo(20);
	}

	@Test
	void valueThatTheColumnRoundsCountsAsRight() {
		this.jdbc.execute("create table price (id int primary key, amount int, third numeric(10, 2))");
		this.jdbc.update("insert into price (id, amount) values (1, 10), (2, 20)");
		assertThat(this.engine.work(backfill("price", null, "third", "amount / 3.0"), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
	}

	@Test
	void valueTooLongIsNotCut() {
		people(1, 3);
		this.jdbc.execute("alter table person add code varchar(4)");
		this.jdbc.update("update person set code = 'Mary'");
		assertThatExceptionOfType(BackfillFailedException.class)
			.isThrownBy(() -> this.engine.work(backfill("person", null, "code", "first_name"), "one", () -> true));
	}

	@Test
	void compositeKeyCutsBatchesWithinItsFirstColumn() {
		this.jdbc.execute("""
				create table item (tenant varchar(20) not null, number int not null, label varchar(40),
				                   primary key (tenant, number))
				""");
		this.jdbc.update("""
				insert into item (tenant, number) select 'tenant ' || mod(x, 3), x from %s
				""".formatted(series(3000)));
		assertThat(engine(new BackfillSettings(Duration.ofMillis(1), 150, Duration.ofMinutes(1)))
			.work(backfill("item", null, "label", "tenant || '-' || number"), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(3000);
		assertThat(
				this.jdbc.queryForObject("select count(*) from item where label = tenant || '-' || number", Long.class))
			.isEqualTo(3000);
	}

	@Test
	void keyColumnsCountInTheOrderOfTheKey() {
		this.jdbc.execute("""
				create table item (b int not null, a int not null, label int, primary key (a, b))
				""");
		this.jdbc.update("insert into item (b, a) select mod(x, 50), x / 50 from " + series(2000));
		assertThat(engine(new BackfillSettings(Duration.ofMillis(1), 100, Duration.ofMinutes(1)))
			.work(backfill("item", null, "label", "a + b"), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(2000);
	}

	@Test
	void uuidKey() {
		this.jdbc.execute("create table token (id " + uuidType() + " not null primary key, label varchar(40))");
		this.jdbc.update("insert into token (id) select %s from %s".formatted(randomUuid(), series(2500)));
		assertThat(this.engine.work(backfill("token", null, "label", "'t'"), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(2500);
	}

	@Test
	void timestampKeyKeepsItsMicroseconds() {
		createEvents(500);
		assertThat(engine(new BackfillSettings(Duration.ofMillis(1), 100, Duration.ofMinutes(1)))
			.work(backfill("event", null, "label", "'e'"), "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(500);
	}

	/**
	 * Create rows whose keys are times, a microsecond apart.
	 */
	void createEvents(int count) {
		this.jdbc.execute("""
				create table event (at timestamp(6) with time zone not null primary key, label varchar(40))
				""");
		this.jdbc.update("""
				insert into event (at)
				select timestamp with time zone '2026-01-01 00:00:00+00' + x * interval '0.000001' second from %s
				""".formatted(series(count)));
	}

	@Test
	void textKeyOfAnyCharacters() {
		this.jdbc.execute("create table word (id varchar(60) not null primary key, label varchar(60))"
				+ this.tables.engine().tableOptions());
		for (String word : List.of("", "a,b", "3:x,", "it's", "\"quoted\"", "Grüße 🙂", "back\\slash", "? %s")) {
			this.jdbc.update("insert into word (id) values (?)", word);
		}
		BackfillSettings single = new BackfillSettings(Duration.ofNanos(1), 1, Duration.ofMinutes(1));
		assertThat(engine(single).work(backfill("word", null, "label", "id"), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(8);
	}

	@Test
	void namesAreTakenAsWrittenFirst() {
		this.jdbc.execute("create table \"Order\" (\"Id\" int primary key, \"select\" int, \"From\" int)");
		this.jdbc.update("insert into \"Order\" (\"Id\", \"From\") values (1, 7)");
		assertThat(this.engine.work(backfill("Order", null, "select", "\"From\""), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(this.jdbc.queryForObject("select \"select\" from \"Order\"", Integer.class)).isEqualTo(7);
	}

	@Test
	void tableOfAnotherSchema() {
		String sales = "sales" + Long.toString(System.nanoTime(), 36);
		this.jdbc.execute("create schema " + sales);
		this.jdbc.execute("create table " + sales + ".person (id int primary key, name varchar(10))");
		this.jdbc.update("insert into " + sales + ".person (id) values (1)");
		Backfill backfill = new Backfill(KEY, sales, "person", List.of(new Backfill.Column("name", "'x'")), null,
				false);
		assertThat(this.engine.work(backfill, "one", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(this.jdbc.queryForObject("select name from " + sales + ".person", String.class)).isEqualTo("x");
	}

	@Test
	void tableWithoutKeyIsRefused() {
		this.jdbc.execute("create table heap (id int unique, label varchar(10))");
		assertThatExceptionOfType(BackfillRefusedException.class)
			.isThrownBy(() -> this.engine.work(backfill("heap", null, "label", "'x'"), "one", () -> true))
			.withMessageContaining(KEY.toString())
			.withMessageContaining("heap")
			.withMessageContaining("neither a primary key nor a unique index");
		assertThat(progress().state()).isEqualTo(BackfillState.PENDING);
		assertThat(progress().worker()).isNull();
	}

	@Test
	void uniqueIndexOverColumnsThatAreNeverNullIsAKey() {
		this.jdbc.execute("create table coupon (code varchar(20) not null, hint int unique, label varchar(40))");
		this.jdbc.execute("create unique index coupon_code on coupon (code)");
		this.jdbc.update("insert into coupon (code, hint) select 'c' || x, x from " + series(2500));
		this.jdbc.update("insert into coupon (code) values ('without hint')");
		assertThat(this.engine.work(backfill("coupon", null, "label", "'for ' || code"), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(this.jdbc.queryForObject("select count(*) from coupon where label = 'for ' || code", Long.class))
			.isEqualTo(2501);
		assertThat(progress().rowsDone()).isEqualTo(2501);
	}

	@Test
	void missingTableAndMissingColumnAreRefused() {
		assertThatExceptionOfType(BackfillRefusedException.class)
			.isThrownBy(() -> this.engine.work(backfill("nobody", null, "label", "'x'"), "one", () -> true))
			.withMessageContaining("nobody");
		assertThatExceptionOfType(BackfillRefusedException.class)
			.isThrownBy(() -> this.engine.work(backfill("person", null, "label", "'x'"), "one", () -> true))
			.withMessageContaining("no column label");
	}

}
