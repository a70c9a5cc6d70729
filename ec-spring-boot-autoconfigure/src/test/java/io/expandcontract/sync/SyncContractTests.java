package io.expandcontract.sync;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.expandcontract.testsupport.TestDatabases;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code syncColumns} keeps in step, on every database.
 */
abstract class SyncContractTests extends SyncTestSupport {

	SyncContractTests(TestDatabases databases) {
		super(databases);
	}

	@Test
	void whatTheReleaseBeforeWritesReachesTheNewColumn() throws LiquibaseException {
		run("sync", namesInStep());
		write("insert into person (id, first_name, last_name) values (1, 'Mary Ann', 'Smith')");
		assertThat(row(1)).containsExactly("Mary Ann", "Smith", "Mary Ann Smith");
		write("update person set first_name = 'Mary Ann', last_name = 'Jones' where id = 1");
		assertThat(row(1)).containsExactly("Mary Ann", "Jones", "Mary Ann Jones");
	}

	@Test
	void whatTheNewReleaseWritesReachesTheFormerColumns() throws LiquibaseException {
		run("sync", namesInStep());
		write("insert into person (id, name) values (1, 'Jean Claude van Damme')");
		assertThat(row(1)).containsExactly("Jean Claude van", "Damme", "Jean Claude van Damme");
		write("update person set name = 'Cher' where id = 1");
		assertThat(row(1)).containsExactly("Cher", "", "Cher");
	}

	@Test
	void whatCorrespondsIsLeftAlone() throws LiquibaseException {
		write("insert into person (id, first_name, last_name) values (1, 'Ludwig', 'van Beethoven')");
		run("sync", namesInStep());
		write("update person set name = 'Ludwig van Beethoven' where id = 1");
		assertThat(row(1)).containsExactly("Ludwig", "van Beethoven", "Ludwig van Beethoven");
		write("insert into person (id, first_name, last_name, name) values (2, 'Ludwig', 'van Beethoven', 'Ludwig van Beethoven')");
		assertThat(row(2)).containsExactly("Ludwig", "van Beethoven", "Ludwig van Beethoven");
	}

	@Test
	void writeThatChangesNoneOfThemTouchesNone() throws LiquibaseException {
		write("insert into person (id, first_name, last_name) values (1, 'Mary', 'Smith')");
		run("sync", namesInStep());
		write("update person set first_name = 'Mary', last_name = 'Smith', note = 'x' where id = 1");
		write("update person set note = 'y' where id = 1");
		assertThat(row(1)).isEqualTo(Arrays.asList("Mary", "Smith", null));
	}

	@Test
	void onlyCaseOrAccentIsAChange() throws LiquibaseException {
		run("sync", namesInStep());
		write("insert into person (id, first_name, last_name) values (1, 'Jose', 'Maria')");
		write("update person set first_name = 'José' where id = 1");
		assertThat(row(1)).containsExactly("José", "Maria", "José Maria");
		write("update person set name = 'JOSÉ Maria' where id = 1");
		assertThat(row(1)).containsExactly("JOSÉ", "Maria", "JOSÉ Maria");
	}

	@Test
	void nullOfTheReleaseBeforeIsCarriedToo() throws LiquibaseException {
		run("sync", sync("person", Map.of("note", "last_name"), Map.of("last_name", "note")));
		write("insert into person (id, last_name) values (1, 'Smith')");
		write("update person set last_name = null where id = 1");
		assertThat(this.jdbc.queryForObject("select note from person", String.class)).isNull();
	}

	@Test
	void newColumnsWinWhereBothWereWritten() throws LiquibaseException {
		run("sync", namesInStep());
		write("insert into person (id, first_name, last_name) values (1, 'Mary', 'Smith')");
		write("update person set first_name = 'Ann', last_name = 'Jones', name = 'Cher' where id = 1");
		assertThat(row(1)).containsExactly("Cher", "", "Cher");
	}

	@Test
	void severalColumnsOfEachSideNumbersAndNames() throws LiquibaseException {
		this.jdbc.execute(
				"create table price (id int primary key, cents int, currency varchar(3), amount numeric(10, 2), iso varchar(3))");
		run("sync", sync("price", Map.of("amount", "cents / 100.0", "iso", "upper(currency)"),
				Map.of("cents", "round(amount * 100)", "currency", "lower(iso)")));
		write("insert into price (id, cents, currency) values (1, 1234, 'eur')");
		assertThat(this.jdbc.queryForList("select concat(amount, iso) from price", String.class))
			.containsExactly("12.34EUR");
		write("update price set amount = 99.5 where id = 1");
		assertThat(this.jdbc.queryForList("select concat(cents, currency) from price", String.class))
			.containsExactly("9950eur");
	}

	@Test
	void triggersAreMadeOnceAndDropped() throws LiquibaseException {
		run("sync", namesInStep());
		long made = triggersAndFunctions();
		run("again", namesInStep());
		assertThat(triggersAndFunctions()).isEqualTo(made).isPositive();
		run("drop", drop("person", "name"));
		assertThat(triggersAndFunctions()).isZero();
		run("drop-again", drop("person", "name"));
	}

	@Test
	void tableWhoseColumnsTheyCannotKeepIsRefused() {
		refused("create table t (id int primary key, b int, c int)", "id", "b", "primary key");
		refused("create table t (id int primary key, b int, c int default 1)", "b", "c", "c has a default");
		refused("create table t (id int primary key, b int not null, c int)", "b", "c",
				"b is NOT NULL without default");
		refused("create table t (id int primary key, b int, d int, c int generated always as (b + 1) stored)", "b", "c",
				"c is computed by the database");
		assertThat(triggersAndFunctions()).isZero();
	}

	@Test
	void otherTriggerOnTheSameColumnIsRefused() throws LiquibaseException {
		this.jdbc.execute("create table t (id int primary key, a int, b int, c int)");
		run("sync", sync("t", Map.of("b", "a"), Map.of("a", "b")));
		assertThatExceptionOfType(LiquibaseException.class)
			.isThrownBy(() -> run("next", sync("t", Map.of("c", "b"), Map.of("b", "c"))))
			.withMessageContaining("ec_sync_t_b_")
			.withMessageContaining("Contract the release that made it first");
	}

	@Test
	void columnThatNoSideListsIsRefused() {
		assertThatExceptionOfType(LiquibaseException.class)
			.isThrownBy(() -> run("sync",
					sync("person", Map.of("name", "concat(first_name, note)"), Map.of("first_name", "name"))))
			.withMessageContaining("names note, which is neither among columns nor formerColumns");
	}

	@Test
	void expressionThatFailsOnRowsThatAreThereIsRefused() {
		this.jdbc.execute("create table t (id int primary key, a varchar(10), b int)");
		this.jdbc.update("insert into t (id, a) values (1, 'ten')");
		assertThatExceptionOfType(LiquibaseException.class)
			.isThrownBy(() -> run("sync", sync("t", Map.of("b", failing("a")), Map.of("a", "concat(b, '')"))))
			.withMessageContaining("an expression fails on rows that are there");
		assertThat(triggersAndFunctions()).isZero();
	}

	@Test
	void expressionsThatAreNoneAreRefusedBeforeAnythingRuns() {
		for (String expression : List.of("(select 1)", "now()", "person.first_name", "first_name; drop table person",
				"first_name) or (1 = 1", "first_name -- note", "name", "")) {
			assertThatExceptionOfType(LiquibaseException.class).as(expression)
				.isThrownBy(() -> run("sync", sync("person", Map.of("name", expression), Map.of("first_name", "name"))))
				.withMessageContaining("name");
		}
		assertThat(triggersAndFunctions()).isZero();
	}

	private void refused(String table, String former, String column, String reason) {
		this.jdbc.execute(table);
		assertThatExceptionOfType(LiquibaseException.class)
			.isThrownBy(() -> run("sync", sync("t", Map.of(column, former), Map.of(former, column))))
			.withMessageContaining(reason)
			.withMessageContaining("docs/messages.md#columns-in-step-refused");
		this.jdbc.execute("drop table t");
	}

	/**
	 * Return an expression that fails for a text that is no number.
	 */
	abstract String failing(String column);

}
