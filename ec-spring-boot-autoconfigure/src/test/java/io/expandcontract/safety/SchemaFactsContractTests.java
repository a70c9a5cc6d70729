package io.expandcontract.safety;

import java.util.Objects;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Recogniser;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema that verdicts rest on, read from a real server.
 */
abstract class SchemaFactsContractTests {

	private final TestDatabases engine;

	private final Dialect dialect;

	private HikariDataSource database;

	private JdbcSchemaFacts facts;

	SchemaFactsContractTests(TestDatabases engine, Dialect dialect) {
		this.engine = engine;
		this.dialect = dialect;
	}

	@BeforeEach
	void createDatabase() {
		this.database = this.engine.createDatabase();
		JdbcTemplate jdbc = new JdbcTemplate(this.database);
		jdbc.execute(
				"""
						create table a_b (id bigint not null primary key, name varchar(50), must varchar(20) not null,
						  age int default 5 not null, price decimal(10,2), at timestamp(3) null, constraint grown check (age < 200))
						""");
		jdbc.execute("create table axb (other int)");
		jdbc.execute("create view seen as select id from a_b");
		this.facts = new JdbcSchemaFacts(jdbc, this.dialect, null);
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private Name name(String name) {
		return new Name(null, this.dialect.fold(name, false));
	}

	private ColumnFacts column(String column) {
		return Objects.requireNonNull(this.facts.column(name("a_b"), this.dialect.fold(column, false)));
	}

	@Test
	void oneConnectionIsEnough() {
		boolean listed = this.dialect.isMySqlFamily();
		new JdbcTemplate(this.database)
			.execute("create table listed (kind " + (listed ? "enum('a', 'b')" : "varchar(9)") + " not null)");
		HikariConfig config = new HikariConfig();
		this.database.copyStateTo(config);
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(500);
		try (HikariDataSource one = new HikariDataSource(config)) {
			JdbcSchemaFacts facts = new JdbcSchemaFacts(new JdbcTemplate(one), this.dialect, null);
			ColumnFacts kind = facts.column(name("listed"), this.dialect.fold("kind", false));
			assertThat(Objects.requireNonNull(kind).type()).isNotNull();
		}
	}

	@Test
	void columnsAreFoundAsTheyAre() {
		assertThat(column("must").isRequired()).isTrue();
		assertThat(column("id").notNull()).isTrue();
		assertThat(column("name").notNull()).isFalse();
		assertThat(column("age").hasDefault()).isTrue();
		assertThat(column("age").isRequired()).isFalse();
		assertThat(this.facts.column(name("a_b"), this.dialect.fold("other", false))).isNull();
		assertThat(this.facts.hasTable(name("nowhere"))).isFalse();
		assertThat(this.facts.column(name("nowhere"), "id")).isNull();
	}

	@Test
	void typesAreComparedWithThoseOfStatements() {
		assertThat(change("name", "varchar(50)")).isEqualTo(PhaseRule.SAME_TYPE);
		assertThat(change("name", "varchar(60)")).isEqualTo(PhaseRule.WIDEN_TYPE);
		assertThat(change("name", "varchar(40)")).isEqualTo(PhaseRule.NARROW_TYPE);
		assertThat(change("age", "bigint")).isEqualTo(PhaseRule.WIDEN_TYPE);
		assertThat(change("id", "int")).isEqualTo(PhaseRule.NARROW_TYPE);
		assertThat(change("price", "decimal(12,2)")).isEqualTo(PhaseRule.WIDEN_TYPE);
		assertThat(change("price", "decimal(10,2)")).isEqualTo(PhaseRule.SAME_TYPE);
		assertThat(change("price", "int")).isEqualTo(PhaseRule.OTHER_TYPE);
		assertThat(change("at", "timestamp(6)")).isEqualTo(PhaseRule.WIDEN_TYPE);
		assertThat(change("at", "timestamp(0)")).isEqualTo(PhaseRule.NARROW_TYPE);
	}

	private PhaseRule change(String column, String type) {
		AddColumn parsed = (AddColumn) new Recogniser(this.dialect).recognise("alter table t add column c " + type)
			.get(0)
			.operations()
			.get(0);
		return new TypeChange(this.dialect).judge(column(column).type(), parsed.column().type());
	}

	@Test
	void viewsAndRoutinesAreFound() {
		assertThat(this.facts.mayExist(ObjectKind.VIEW, name("seen"))).isTrue();
		assertThat(this.facts.mayExist(ObjectKind.VIEW, name("unseen"))).isFalse();
		assertThat(this.facts.mayExist(ObjectKind.FUNCTION, name("no_such_function"))).isFalse();
	}

	@Test
	void valuesOfAnEnumeratedTypeAreTold() {
		assumedOf(this.dialect.isMySqlFamily(), () -> {
			JdbcTemplate jdbc = new JdbcTemplate(this.database);
			jdbc.execute("create table listed (e enum('a','b''c') not null default 'a', s set('x','y'))");
			this.facts = new JdbcSchemaFacts(jdbc, this.dialect, null);
			ColumnFacts listed = Objects.requireNonNull(this.facts.column(name("listed"), "e"));
			assertThat(listed.type()).isEqualTo(DataType.of("enum", "a", "b'c"));
			assertThat(listed.hasDefault()).isTrue();
			ColumnFacts set = Objects.requireNonNull(this.facts.column(name("listed"), "s"));
			assertThat(set.type()).isEqualTo(DataType.of("set", "x", "y"));
		}, () -> assertThat(column("name").type())
			.isEqualTo(DataType.of(this.dialect == Dialect.H2 ? "character varying" : "varchar", "50")));
	}

	@Test
	void domainsWithConstraintsAreTold() {
		assumedOf(!this.dialect.isMySqlFamily(), () -> {
			JdbcTemplate jdbc = new JdbcTemplate(this.database);
			jdbc.execute("create domain plain as int");
			jdbc.execute("create domain checked as int check (value > 0)");
			jdbc.execute("create domain beneath as checked");
			this.facts = new JdbcSchemaFacts(jdbc, this.dialect, null);
			assertThat(this.facts.isConstrainedDomain("checked")).isTrue();
			assertThat(this.facts.isConstrainedDomain("beneath")).isTrue();
			assertThat(this.facts.isConstrainedDomain("plain")).isFalse();
			assertThat(this.facts.isConstrainedDomain("varchar")).isFalse();
		}, () -> assertThat(this.facts.isConstrainedDomain("checked")).isFalse());
	}

	private static void assumedOf(boolean condition, Runnable there, Runnable elsewhere) {
		(condition ? there : elsewhere).run();
	}

	@Test
	void nameWithoutSchemaIsThatOfTheOwnSchema() {
		Name qualified = this.facts.qualified(name("a_b"));
		String schema = Objects.requireNonNull(qualified.schema());
		assertThat(this.facts.qualified(new Name(this.dialect.fold(schema, false), qualified.name())))
			.isEqualTo(qualified);
		assertThat(this.facts.qualified(new Name("elsewhere", qualified.name()))).isNotEqualTo(qualified);
	}

	@Test
	void checksAreTold() {
		assertThat(this.facts.isCheck(name("a_b"), this.dialect.fold("grown", false))).isTrue();
		assertThat(this.facts.isCheck(name("a_b"), this.dialect.fold("other", false))).isFalse();
	}

}
