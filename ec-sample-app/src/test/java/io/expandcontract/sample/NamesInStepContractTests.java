package io.expandcontract.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The triggers of release 1.1, under the SQL that each release sends, the same on every
 * database that has triggers in SQL.
 */
abstract class NamesInStepContractTests {

	private static final List<String> FIRST_NAMES = List.of("Mary", "Mary Ann", "Ludwig", "José María", "Cher");

	private static final List<String> LAST_NAMES = List.of("Smith", "van Beethoven", "de la Cruz", "O'Neil", "");

	private final HikariDataSource database;

	private final SingleConnectionDataSource connection;

	private final UserRows rows;

	NamesInStepContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
		this.connection = new SingleConnectionDataSource(this.database.getJdbcUrl(), "tester", "", true);
		this.rows = new UserRows(this.connection, engine);
	}

	@BeforeEach
	void createRelease10() throws LiquibaseException {
		run("classpath:/db/changelog/release-1.0.yaml");
	}

	@AfterEach
	void closeConnection() {
		this.connection.destroy();
		this.database.close();
	}

	@Test
	void whatRelease10WritesIsJoined() throws LiquibaseException {
		expand();
		long id = this.rows.insert10("Mary Ann", "Smith");
		assertThat(this.rows.row(id).name()).isEqualTo("Mary Ann Smith");
		this.rows.update10(this.rows.row(id), "Mary Ann", "Jones");
		assertThat(this.rows.row(id).name()).isEqualTo("Mary Ann Jones");
	}

	@Test
	void whatRelease11WritesIsSplitAtTheLastSpace() throws LiquibaseException {
		expand();
		long id = this.rows.insert11("Jean Claude van Damme");
		assertThat(this.rows.row(id))
			.isEqualTo(new UserRow(id, 0, "Jean Claude van", "Damme", "Jean Claude van Damme"));
		this.rows.update11(this.rows.row(id), "Cher");
		assertThat(this.rows.row(id)).isEqualTo(new UserRow(id, 1, "Cher", "", "Cher"));
	}

	@Test
	void backfillKeepsTheFirstName() throws LiquibaseException {
		long id = this.rows.insert10("Mary Ann", "Smith");
		expand();
		assertThat(this.rows.row(id).name()).isNull();
		this.rows.backfill(id);
		assertThat(this.rows.row(id)).isEqualTo(new UserRow(id, 0, "Mary Ann", "Smith", "Mary Ann Smith"));
	}

	@Test
	void updateThatChangesNoNameTouchesNone() throws LiquibaseException {
		long id = this.rows.insert10("Ludwig", "van Beethoven");
		expand();
		this.rows.update10(this.rows.row(id), "Ludwig", "van Beethoven");
		assertThat(this.rows.row(id)).isEqualTo(new UserRow(id, 1, "Ludwig", "van Beethoven", null));
		this.rows.backfill(id);
		this.rows.update11(this.rows.row(id), "Ludwig van Beethoven");
		assertThat(this.rows.row(id)).isEqualTo(new UserRow(id, 2, "Ludwig", "van Beethoven", "Ludwig van Beethoven"));
	}

	@Test
	void whatIsTooLongForRelease10IsCutForItAlone() throws LiquibaseException {
		expand();
		String name = "x".repeat(150);
		long id = this.rows.insert11(name);
		assertThat(this.rows.row(id)).isEqualTo(new UserRow(id, 0, "x".repeat(100), "", name));
		this.rows.update10(this.rows.row(id), "x".repeat(100), "");
		assertThat(this.rows.row(id).name()).isEqualTo(name);
	}

	@Test
	void contractLeavesTheNameAlone() throws LiquibaseException {
		expand();
		long id = this.rows.insert10("Mary Ann", "Smith");
		UserRow read = this.rows.row(id);
		run("classpath:/contracted-1.1.yaml");
		this.rows.insert11("Cher");
		assertThat(this.rows.update11(read, "Mary Ann Jones")).isTrue();
		assertThat(this.rows.columns()).containsExactlyInAnyOrder("id", "version", "name");
		assertThat(this.rows.triggersAndFunctions()).isZero();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void everyInterleavingLeavesBothViewsTheSame(long seed) throws LiquibaseException {
		Random random = new Random(seed);
		FIRST_NAMES.forEach((first) -> this.rows.insert10(first, pick(random, LAST_NAMES)));
		expand();
		Map<Integer, UserRow> read = new HashMap<>();
		int lost = 0;
		for (int step = 0; step < 400; step++) {
			Map<Long, UserRow> expected = this.rows.all();
			UserRow row = pick(random, List.copyOf(expected.values()));
			int client = random.nextInt(6);
			UserRow before = read.remove(client);
			if (random.nextInt(8) == 0) {
				this.rows.backfill(row.id());
				expected.put(row.id(), row.backfilled());
			}
			else if (before == null) {
				read.put(client, row);
			}
			else {
				lost += write(client, before, expected, random) ? 0 : 1;
			}
			assertThat(this.rows.all()).isEqualTo(expected)
				.allSatisfy((id, now) -> assertThat(now.isInStep()).isTrue());
		}
		assertThat(lost).isPositive();
	}

	private boolean write(int client, UserRow read, Map<Long, UserRow> expected, Random random) {
		boolean unchanged = random.nextInt(4) == 0;
		String first = unchanged ? read.firstName() : pick(random, FIRST_NAMES);
		String last = unchanged ? read.lastName() : pick(random, LAST_NAMES);
		String name = (first + " " + last).strip();
		boolean release10 = client % 2 == 0;
		boolean written = release10 ? this.rows.update10(read, first, last) : this.rows.update11(read, name);
		if (written) {
			expected.computeIfPresent(read.id(),
					(id, row) -> release10 ? row.writtenBy10(first, last) : row.writtenBy11(name));
		}
		return written;
	}

	private void expand() throws LiquibaseException {
		run("classpath:/expanded-1.1.yaml");
	}

	private void run(String changelog) throws LiquibaseException {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(this.connection);
		liquibase.setChangeLog(changelog);
		liquibase.setContexts("contract");
		liquibase.setResourceLoader(new DefaultResourceLoader());
		liquibase.setAnalyticsEnabled(false);
		liquibase.afterPropertiesSet();
	}

	private static <T> T pick(Random random, List<T> choices) {
		return choices.get(random.nextInt(choices.size()));
	}

}
