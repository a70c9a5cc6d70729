package io.expandcontract.check;

import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.test.StatementTrace.Algorithm;
import io.expandcontract.test.StatementTracer;
import io.expandcontract.testsupport.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What rules see of MySQL and MariaDB is what the server does.
 */
abstract class MySqlFamilyFactsContractTests {

	private static final int SHORT = 255;

	private final Dialect dialect;

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	private DatabaseFacts facts;

	MySqlFamilyFactsContractTests(TestDatabases engine, Dialect dialect) {
		this.dialect = dialect;
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
		this.facts = DatabaseFacts.of(this.jdbc, dialect, null);
	}

	@BeforeEach
	void createTable() {
		this.jdbc.execute(
				"""
						create table orders (id bigint primary key, customer_id bigint, note varchar(50), code varchar(50) character set latin1,
						  state enum('open','paid') not null default 'open', quantity int, unique key by_note (note, code))
						default charset utf8mb4
						""");
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	DatabaseFacts facts() {
		return this.facts;
	}

	/**
	 * Facts are read once in a run.
	 */
	DatabaseFacts factsAnew() {
		this.facts = DatabaseFacts.of(this.jdbc, this.dialect, null);
		return this.facts;
	}

	static Name table(String name) {
		return new Name(null, name);
	}

	@Test
	void tableWithCapitalLettersIsCounted() {
		this.jdbc.execute("create table `Capital` (id bigint primary key)");
		assertThat(facts().rows(table("capital"))).isZero();
		this.jdbc.execute("insert into `Capital` values (1)");
		assertThat(factsAnew().rows(table("capital"))).isNotZero();
	}

	@Test
	void rowsAreEstimatedAndNoTableWithRowsCountsAsEmpty() {
		assertThat(this.facts.rows(table("orders"))).isZero();
		this.jdbc.execute("insert into orders (id) values (1)");
		assertThat(factsAnew().rows(table("orders"))).isNotZero();
		this.jdbc.execute("insert into orders (id) with recursive s (x) as "
				+ "(select 2 union all select x + 1 from s where x < 900) select x from s");
		this.jdbc.queryForList("analyze table orders");
		assertThat(factsAnew().rows(table("orders"))).isBetween(450L, 1800L);
		assertThat(this.facts.rows(table("nowhere"))).isEqualTo(-1);
		assertThat(this.facts.rows(new Name("elsewhere", "orders"))).isEqualTo(-1);
	}

	@Test
	void columnsAreTold() {
		assertThat(this.facts.bytesPerCharacter(table("orders"), "note")).isEqualTo(4);
		assertThat(this.facts.bytesPerCharacter(table("orders"), "code")).isEqualTo(1);
		assertThat(this.facts.bytesPerCharacter(table("orders"), "quantity")).isEqualTo(-1);
		assertThat(this.facts.columnType(table("orders"), "state")).isEqualTo("enum('open','paid')");
		assertThat(this.facts.columnType(table("orders"), "nowhere")).isEmpty();
	}

	@Test
	void varcharIsCopiedWhereItsLengthTakesAnotherByte() throws SQLException {
		for (String column : new String[] { "note", "code" }) {
			int longest = SHORT / this.facts.bytesPerCharacter(table("orders"), column);
			String set = column.equals("code") ? " character set latin1" : "";
			assertThat(algorithm("alter table orders modify %s varchar(%d)%s".formatted(column, longest, set)))
				.isIn(Algorithm.INSTANT, Algorithm.INPLACE);
			assertThat(algorithm("alter table orders modify %s varchar(%d)%s".formatted(column, longest + 1, set)))
				.isIn(Algorithm.COPY, Algorithm.COPY_ONLINE);
		}
	}

	private @Nullable Algorithm algorithm(String sql) throws SQLException {
		return StatementTracer.of(this.database).trace(sql).online();
	}

	@Test
	void keysTriggersAndPartitionsAreTold() {
		this.jdbc.execute("create table customers (id bigint primary key)");
		this.jdbc.execute("alter table orders add constraint orders_customer foreign key (customer_id) "
				+ "references customers (id) on delete cascade, add constraint enough check (quantity > 0)");
		this.jdbc.execute("create trigger orders_insert before insert on orders for each row set new.quantity = 1");
		this.jdbc.execute("create table events (id bigint) partition by hash (id) partitions 2");
		DatabaseFacts anew = factsAnew();
		assertThat(anew.constraints(table("orders"))).extracting(ConstraintFacts::kind)
			.containsExactlyInAnyOrder(Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.FOREIGN_KEY, Kind.CHECK);
		assertThat(anew.constraints(table("orders"))).filteredOn((each) -> each.kind() == Kind.FOREIGN_KEY)
			.singleElement()
			.satisfies((key) -> assertThat(key.definition()).containsIgnoringCase("on delete cascade"));
		assertThat(anew.indexes(table("orders"))).filteredOn((each) -> each.name().equals("by_note"))
			.singleElement()
			.satisfies((index) -> assertThat(index.columns()).containsExactly("note", "code"));
		assertThat(anew.triggers(table("orders"))).containsExactly("orders_insert");
		assertThat(anew.isPartitioned(table("events"))).isTrue();
		assertThat(anew.isPartitioned(table("orders"))).isFalse();
	}

	@Test
	void whatCannotBeReadIsUnknown() {
		this.database.close();
		assertThat(this.facts.version()).isZero();
		assertThat(this.facts.rows(table("orders"))).isEqualTo(-1);
		assertThat(this.facts.rowVersions(table("orders"))).isEqualTo(-1);
		assertThat(this.facts.indexes(table("orders"))).isEmpty();
	}

}
