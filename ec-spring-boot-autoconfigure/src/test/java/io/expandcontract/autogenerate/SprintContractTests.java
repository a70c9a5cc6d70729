package io.expandcontract.autogenerate;

import io.expandcontract.changelog.Phase;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a team changes within two weeks, from entities to a contracted database with rows
 * of the release before.
 */
abstract class SprintContractTests extends ModelTestSupport {

	private final TestDatabases engine;

	SprintContractTests(TestDatabases engine) {
		super(engine);
		this.engine = engine;
	}

	private void first(Class<?>... entities) {
		assertThat(autogenerate(entities, "1.0", false).decisions()).isEmpty();
		runOnDatabase(Phase.values());
	}

	private AutogenerateResult second(Class<?>... entities) {
		return autogenerate(entities, "1.1", false);
	}

	private void inSync(Class<?>... entities) {
		AutogenerateResult again = autogenerate(entities, "1.1", true);
		assertThat(again.isInSync()).as(again.toString()).isTrue();
	}

	private static String text(AutogenerateResult result) {
		return String.join("\n", result.files().stream().map(AutogenerateResult.File::content).toList());
	}

	private String quoted(String statement) {
		boolean mySql = this.engine == TestDatabases.MYSQL || this.engine == TestDatabases.MARIADB;
		return mySql ? statement.replace('"', '`') : statement;
	}

	@Test
	void demandsAreSplitOverThePhases() {
		String old = "insert into task (kind_id, title, note, price, weight) values (1, 'a', 'b', 1.5, 3)";
		first(Sprint.Demanding.BEFORE);
		execute("insert into kind (id) values (1)", old);
		AutogenerateResult result = second(Sprint.Demanding.AFTER);
		assertThat(result.decisions()).isEmpty();
		inSync(Sprint.Demanding.AFTER);
		assertThat(text(result)).contains("DECIDE: which row of");
		runOnDatabase(Phase.EXPAND);
		execute(old, "insert into task (kind_id, title, weight, version, stage) values (1, 'x', 2, 0, 'new')");
		runOnDatabase(Phase.MIGRATE);
		runOnDatabase(Phase.CONTRACT);
		execute("insert into task (kind_id, title, version) values (1, 'y', 0)");
	}

	@Test
	void embeddedColumnsStayWhatTheyWere() {
		first(Sprint.Moved.BEFORE);
		inSync(Sprint.Moved.AFTER);
	}

	@Test
	void placesThatBecomeNamesAreAskedAboutAndThenKeptInStep() {
		first(Sprint.Named.BEFORE);
		execute("insert into job (id, status) values (1, 1)");
		AutogenerateResult asked = autogenerate(Sprint.Named.UNDECIDED, "1.1", true);
		assertThat(asked.decisions()).isNotEmpty()
			.first()
			.satisfies((decision) -> assertThat(decision.recipe()).contains("@RenamedFrom(\"status\")"));
		AutogenerateResult result = second(Sprint.Named.AFTER);
		assertThat(result.decisions()).isEmpty();
		assertThat(text(result)).doesNotContain("DECIDE");
		inSync(Sprint.Named.AFTER);
		runOnDatabase(Phase.EXPAND);
		execute("insert into job (id, status) values (2, 0)", "insert into job (id, status_name) values (3, 'DONE')");
		runOnDatabase(Phase.MIGRATE);
		assertThat(strings("select status_name from job order by id")).containsExactly("DONE", "OPEN", "DONE");
		runOnDatabase(Phase.CONTRACT);
	}

	@Test
	void tableAndColumnsAreRenamedAtOnce() {
		String old = quoted("insert into \"Group\" (\"order\", \"displayName\") values (7, 'a')");
		first(Sprint.Renamed.BEFORE);
		execute(old);
		AutogenerateResult result = second(Sprint.Renamed.AFTER);
		if (this.engine == TestDatabases.H2) {
			assertThat(result.decisions()).isNotEmpty();
			return;
		}
		assertThat(result.decisions()).isEmpty();
		inSync(Sprint.Renamed.AFTER);
		runOnDatabase(Phase.EXPAND);
		execute(old, quoted("insert into \"Select\" (\"value\", \"fullName\") values (8, 'b')"));
		runOnDatabase(Phase.MIGRATE);
		runOnDatabase(Phase.CONTRACT);
		assertThat(strings(quoted("select \"fullName\" from \"Select\" order by id"))).containsExactly("a", "a", "b");
	}

	@Test
	void otherNumbersAndDroppedEntitiesAreAskedAbout() {
		first(Sprint.Numbered.BEFORE);
		AutogenerateResult result = autogenerate(Sprint.Numbered.AFTER, "1.1", true);
		assertThat(result.decisions()).extracting(AutogenerateResult.DecisionNeeded::recipe)
			.anyMatch((recipe) -> recipe.contains("above those that were given"))
			.anyMatch((recipe) -> recipe.contains("dropTable"));
	}

	@Test
	void tableBetweenOthersIsAskedAboutWhenColumnTakesItsPlace() {
		first(Sprint.Joined.BEFORE);
		AutogenerateResult result = second(Sprint.Joined.AFTER);
		assertThat(result.decisions()).singleElement()
			.satisfies((decision) -> assertThat(decision.recipe()).contains("dropTable"));
		assertThat(text(result)).contains("addColumn", "addForeignKeyConstraint");
		runOnDatabase(Phase.values());
	}

}
