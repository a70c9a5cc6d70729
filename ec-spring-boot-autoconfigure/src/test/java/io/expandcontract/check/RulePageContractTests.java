package io.expandcontract.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.check.RulePage.Example;
import io.expandcontract.check.RulePage.Section;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.JdbcSchemaFacts;
import io.expandcontract.sql.Dialect;
import io.expandcontract.test.Impact;
import io.expandcontract.test.StatementTracer;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the page of an engine says of each rule is what its server does. In an example
 * that a rule finds, the release that is running fails, or has to wait, or the server
 * refuses the statement, as the finding says; in the one that it does not find, none of
 * it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RulePageContractTests {

	private static final SafetySettings SETTINGS = new SafetySettings(Strictness.FAIL, Strictness.FAIL, 500, false);

	private final TestDatabases engine;

	private final Database liquibase;

	private final RulePage page;

	private HikariDataSource database;

	private JdbcTemplate jdbc;

	private boolean used;

	RulePageContractTests(TestDatabases engine, Database liquibase, String page) {
		this.engine = engine;
		this.liquibase = liquibase;
		this.page = new RulePage(page);
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
	}

	Stream<Section> sections() {
		return this.page.sections().stream();
	}

	@AfterAll
	void closeDatabase() {
		this.database.close();
	}

	private void begin(Section section) {
		if (this.used && !isCleared(this.jdbc)) {
			this.database.close();
			this.database = this.engine.createDatabase();
			this.jdbc = new JdbcTemplate(this.database);
		}
		this.used = true;
		script(this.page.setup());
		script(section.block("setup"));
	}

	/**
	 * Empty the database, where that is cheaper than a new one.
	 */
	boolean isCleared(JdbcTemplate used) {
		return false;
	}

	/**
	 * Run a script, however its engine takes it.
	 */
	void script(String sql) {
		if (!sql.isBlank()) {
			this.jdbc.execute(sql);
		}
	}

	@ParameterizedTest
	@MethodSource("sections")
	void headIsTheRules(Section section) {
		Dialect dialect = new ChangeOperations(this.liquibase).dialect();
		SafetyRule rule = SafetyRules.of(dialect)
			.stream()
			.filter((each) -> section.id().equals(each.id(dialect)))
			.findFirst()
			.orElseThrow();
		assertThat(section.title()).isEqualTo(rule.title());
		assertThat(section.text().replaceAll("\\s+", " ")).contains(rule.why());
		assertThat(rule.anchor(dialect)).endsWith("#"
				+ section.toString().toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'));
	}

	@ParameterizedTest
	@MethodSource("sections")
	void badExampleDoesWhatItIsFoundFor(Section section) throws SQLException {
		begin(section);
		List<Example> bad = section.example("bad");
		List<Finding> findings = findings(bad).stream().filter((each) -> each.rule().equals(section.id())).toList();
		assertThat(findings).as("findings of " + section).isNotEmpty();
		assertThat(findings).allSatisfy((finding) -> assertThat(finding.message()).contains(section.id()));
		if (findings.stream().anyMatch((finding) -> finding.danger() == Danger.BREAKS)) {
			assertThat(section.old()).as("statements of the old release").isNotEmpty();
		}
		section.old().forEach(this::runOld);
		if (findings.stream().anyMatch((finding) -> finding.danger() == Danger.FAILS)) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(bad));
			return;
		}
		boolean waits = false;
		for (Example each : bad) {
			waits |= locksRows(each) || isBlocking(each);
		}
		if (findings.stream().anyMatch((finding) -> finding.danger() == Danger.WAITS)) {
			assertThat(waits).as("the server lets others wait").isTrue();
		}
		if (findings.stream().anyMatch((finding) -> finding.danger() == Danger.BREAKS)) {
			assertThat(section.old()).as("statements of the old release").anyMatch((sql) -> !runs(sql));
		}
	}

	@ParameterizedTest
	@MethodSource("sections")
	void goodExampleIsNeitherFoundNorHarmful(Section section) throws SQLException {
		begin(section);
		List<Example> good = section.example("good");
		assertThat(section.block("good")).isNotBlank();
		assertThat(findings(good)).filteredOn((finding) -> isOf(section, finding)).isEmpty();
		for (Example each : good) {
			assertThat(isBlocking(each)).as("others wait for " + each.sql()).isFalse();
			if (each.isExpand()) {
				section.old().forEach(this::runOld);
			}
		}
	}

	/**
	 * What a finding offers in place of the bad example can be pasted: it runs, lets
	 * nobody wait, and is not found again.
	 */
	@ParameterizedTest
	@MethodSource("sections")
	void safeVersionIsNeitherFoundNorHarmful(Section section) throws SQLException {
		begin(section);
		for (Finding finding : findings(section.example("bad"))) {
			if (finding.rule().equals(section.id()) && !finding.safe().isEmpty()) {
				assertThat(findings("a.yaml", "databaseChangeLog:\n" + finding.safeYaml()))
					.filteredOn((each) -> isOf(section, each))
					.isEmpty();
				assertThat(findings("a.sql", "--liquibase formatted sql\n" + finding.safeSql()))
					.filteredOn((each) -> isOf(section, each))
					.isEmpty();
				runSafe(finding);
				return;
			}
		}
	}

	/**
	 * Return whether a finding is of the rule, or of another as bad.
	 */
	private static boolean isOf(Section section, Finding finding) {
		return finding.rule().equals(section.id()) || finding.danger() == Danger.BREAKS
				|| finding.danger() == Danger.WAITS;
	}

	private void runSafe(Finding finding) throws SQLException {
		for (SafeStep step : finding.safe()) {
			if (step.sql().contains("…")) {
				return;
			}
			if (!step.sql().isEmpty()) {
				assertThat(isBlocking(
						new Example("expand", step.transactional() ? "" : " runInTransaction:false", step.sql())))
					.as("others wait for " + step.sql())
					.isFalse();
			}
		}
	}

	private List<Finding> findings(List<Example> examples) {
		StringBuilder file = new StringBuilder("--liquibase formatted sql\n");
		for (Example example : examples) {
			file.append(example.changeSet(examples.indexOf(example)));
		}
		return findings("a.sql", file.toString());
	}

	private List<Finding> findings(String path, String changelog) {
		List<PhasedChangeSet> changeSets = PhasedChangelog
			.of(Changelogs.parse(new InMemoryResources().with(path, changelog), path), Unphased.EXPAND, "1", null)
			.changeSets();
		assertThat(changeSets).isNotEmpty();
		ChangeOperations operations = new ChangeOperations(this.liquibase);
		JdbcSchemaFacts schema = new JdbcSchemaFacts(this.jdbc, operations.dialect(), this.engine.schema());
		DatabaseFacts facts = DatabaseFacts.of(this.jdbc, operations.dialect(), this.engine.schema());
		return new SafetyCheck(operations, schema, facts, SETTINGS).check(changeSets, Set.of());
	}

	private boolean isBlocking(Example example) throws SQLException {
		StatementTracer tracer = StatementTracer.of(traced(this.database));
		boolean blocking = false;
		for (String unit : units(example)) {
			blocking |= tracer.trace(unit).impact() == Impact.BLOCKING;
		}
		return blocking;
	}

	/**
	 * Return whether a row stays locked until the changeset ends, and leave no trace.
	 */
	private boolean locksRows(Example example) throws SQLException {
		if (!example.isInTransaction() || statements(example).size() != 1) {
			return false;
		}
		try (Connection connection = this.database.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("select count(*) from orders");
			for (String sql : statements(example)) {
				if (sql.startsWith("update") || sql.startsWith("delete")) {
					statement.execute(sql);
				}
			}
			boolean locked = !runs("select * from orders where id > 900 for update nowait");
			connection.rollback();
			return locked;
		}
	}

	/**
	 * Return where to trace.
	 */
	DataSource traced(HikariDataSource used) {
		return used;
	}

	/**
	 * Return what is committed together.
	 */
	List<String> units(Example example) {
		return example.isInTransaction() ? List.of(example.sql()) : statements(example);
	}

	static List<String> statements(Example example) {
		return Stream.of(example.sql().split(";\\s*(?:\\n|$)")).filter((sql) -> !sql.isBlank()).toList();
	}

	private void run(List<Example> examples) throws SQLException {
		for (Example example : examples) {
			try (Connection connection = this.database.getConnection();
					Statement statement = connection.createStatement()) {
				connection.setAutoCommit(!example.isInTransaction());
				for (String sql : new ArrayList<>(statements(example))) {
					statement.execute(sql);
				}
				if (example.isInTransaction()) {
					connection.commit();
				}
			}
		}
	}

	private void runOld(String sql) {
		assertThat(runs(sql)).as("the old release runs " + sql).isTrue();
	}

	/**
	 * Run a statement of the old release, and take it back.
	 */
	private boolean runs(String sql) {
		try (Connection connection = this.database.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			try {
				statement.execute(sql);
				return true;
			}
			catch (SQLException ex) {
				return false;
			}
			finally {
				connection.rollback();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
