package io.expandcontract.autogenerate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.autogenerate.Constraint.Action;
import io.expandcontract.autogenerate.Constraint.Check;
import io.expandcontract.autogenerate.Constraint.ForeignKey;
import io.expandcontract.autogenerate.Constraint.Index;
import io.expandcontract.autogenerate.Constraint.Unique;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every catalog reader sees, and that the same twice is no difference.
 */
abstract class CatalogContractTests {

	private static final String CUSTOMER = """
			create table customer (id bigint not null, name varchar(100) not null, age integer, balance numeric(10,2) default 0,
			  status varchar(20) default 'NEW' not null, since date, primary key (id),
			  constraint customer_status check (status in ('NEW', 'OLD')))
			""";

	private static final String ORDERS = """
			create table orders (id bigint not null, customer_id bigint not null, number varchar(30), placed timestamp,
			  primary key (id), constraint uk_number unique (number),
			  constraint fk_customer foreign key (customer_id) references customer (id) on delete cascade)
			""";

	private final TestDatabases engine;

	private final HikariDataSource database;

	CatalogContractTests(TestDatabases engine) {
		this.engine = engine;
		this.database = engine.createDatabase();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	/**
	 * Return statements that make everything the engine knows.
	 */
	abstract List<String> everything();

	final Schema schema(String... statements) {
		try (HikariDataSource created = this.engine.createDatabase()) {
			List.of(statements).forEach(new JdbcTemplate(created)::execute);
			return CatalogReader.read(created, Set.of("databasechangelog"));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	final Schema schema() {
		return schema(CUSTOMER, ORDERS, "create index idx_placed on orders (placed)",
				"create table databasechangelog (id varchar(10))");
	}

	final List<Difference> after(String... alterations) {
		String[] statements = new String[alterations.length + 3];
		statements[0] = CUSTOMER;
		statements[1] = ORDERS;
		statements[2] = "create index idx_placed on orders (placed)";
		System.arraycopy(alterations, 0, statements, 3, alterations.length);
		return Comparison.of(schema(), schema(statements), Renames.NONE);
	}

	private Table table(Schema schema, String name) {
		Table table = schema.find(name);
		return Objects.requireNonNull(table);
	}

	private Column column(String table, String name) {
		Column column = table(schema(), table).find(name);
		return Objects.requireNonNull(column);
	}

	@Test
	void ownTablesAreLeftOut() {
		assertThat(schema().tables()).extracting((table) -> table.name().toLowerCase(Locale.ROOT))
			.containsExactly("customer", "orders");
	}

	@Test
	void columnsAreRead() {
		assertThat(TypeName.of(column("customer", "name").type()).length()).isEqualTo(100);
		assertThat(column("customer", "name").needsValue()).isTrue();
		assertThat(column("customer", "age").nullable()).isTrue();
		assertThat(column("customer", "status").defaultValue()).startsWith("'NEW'");
		assertThat(column("customer", "status").needsValue()).isFalse();
		assertThat(TypeName.of(column("customer", "balance").type()).scale()).isEqualTo(2);
	}

	@Test
	void constraintsAreRead() {
		Table orders = table(schema(), "orders");
		assertThat(orders.primaryKey()).isNotNull();
		assertThat(orders.constraints(Unique.class)).singleElement()
			.satisfies((
					unique) -> assertThat(unique.columns()).singleElement().asString().isEqualToIgnoringCase("number"));
		assertThat(orders.constraints(Index.class)).singleElement()
			.satisfies(
					(index) -> assertThat(index.columns()).singleElement().asString().isEqualToIgnoringCase("placed"));
		assertThat(orders.constraints(ForeignKey.class)).singleElement().satisfies((key) -> {
			assertThat(key.target()).isEqualToIgnoringCase("customer");
			assertThat(key.targetColumns()).singleElement().asString().isEqualToIgnoringCase("id");
			assertThat(key.onDelete()).isEqualTo(Action.CASCADE);
			assertThat(key.onUpdate()).isEqualTo(Action.NO_ACTION);
		});
	}

	@Test
	void valuesOfChecksAreRead() {
		assertThat(table(schema(), "customer").constraints(Check.class)).singleElement().satisfies((check) -> {
			CheckValues values = Objects.requireNonNull(CheckValues.of(check.expression()));
			assertThat(values.column()).isEqualToIgnoringCase("status");
			assertThat(values.values()).containsExactly("NEW", "OLD");
		});
	}

	@Test
	void rangesOfChecksAreRead() {
		Schema schema = schema(
				"create table t (state smallint check (state between 0 and 3), one varchar(9) check (one in ('A')))");
		assertThat(table(schema, "t").constraints(Check.class))
			.extracting((check) -> CheckValues.of(check.expression()))
			.doesNotContainNull()
			.anySatisfy((values) -> assertThat(values.values()).containsExactlyInAnyOrder("0", "3"))
			.anySatisfy((values) -> assertThat(values.values()).containsExactly("A"));
	}

	@Test
	void sameTwiceIsNoDifference() {
		String[] statements = everything().toArray(String[]::new);
		Schema one = schema(statements);
		assertThat(one.tables()).isNotEmpty();
		assertThat(Comparison.of(one, schema(statements), Renames.NONE)).isEmpty();
	}

	@Test
	void peculiarIndexesAreWrittenAsTheyWere() throws SQLException {
		Schema wanted = schema(everything().toArray(String[]::new));
		List<String> statements = new ArrayList<>(
				everything().stream().filter((statement) -> !statement.contains(" index ")).toList());
		try (Connection connection = this.database.getConnection()) {
			Ddl ddl = Ddl.of(connection);
			for (Table table : wanted.tables()) {
				for (Constraint constraint : table.constraints()) {
					if (constraint instanceof Index index && index.definition() != null) {
						statements.add(
								String.valueOf(ddl.peculiar(table, index, index.definition()).attributes().get("sql")));
					}
				}
			}
		}
		assertThat(Comparison.of(wanted, schema(statements.toArray(String[]::new)), Renames.NONE))
			.noneMatch((difference) -> difference instanceof Difference.ConstraintAdded
					|| (difference instanceof Difference.ConstraintRemoved removed
							&& removed.constraint() instanceof Index index && index.definition() != null));
	}

	@Test
	void namesOfConstraintsAreNoDifference() {
		Schema named = schema("create table t (id bigint not null, a integer, b integer, constraint uk_a unique (a))",
				"create index idx_b on t (b)");
		Schema others = schema(
				"create table t (id bigint not null, a integer, b integer, constraint uk_other unique (a))",
				"create index idx_other on t (b)");
		assertThat(Comparison.of(named, others, Renames.NONE)).isEmpty();
	}

	@Test
	void whatAuthorsAddIsNoDifference() {
		Schema authors = schema("create table t (id bigint not null, a integer default 7, check (a > 3))",
				"create index idx_a on t (a)");
		assertThat(Comparison.of(authors, schema("create table t (id bigint not null, a integer)"), Renames.NONE))
			.isEmpty();
	}

	@Test
	void everyChangeIsTold() {
		assertThat(after("alter table customer add email varchar(200)")).singleElement()
			.isInstanceOf(Difference.ColumnAdded.class);
		assertThat(after("alter table customer drop column since")).singleElement()
			.isInstanceOf(Difference.ColumnRemoved.class);
		assertThat(after("drop table orders")).singleElement().isInstanceOf(Difference.TableRemoved.class);
		assertThat(after("create table item (id bigint not null primary key)")).singleElement()
			.isInstanceOf(Difference.TableAdded.class);
		assertThat(after("create index idx_age on customer (age)")).singleElement()
			.isInstanceOf(Difference.ConstraintAdded.class);
		assertThat(after("alter table orders add constraint uk_placed unique (placed)")).singleElement()
			.isInstanceOf(Difference.ConstraintAdded.class);
		assertThat(after("alter table customer add constraint uk_name unique (name)")).singleElement()
			.isInstanceOf(Difference.ConstraintAdded.class);
		assertThat(after("alter table customer drop constraint customer_status",
				"alter table customer add constraint customer_status check (status in ('NEW', 'OLD', 'GONE'))"))
			.singleElement()
			.isInstanceOf(Difference.CheckChanged.class);
	}

}
