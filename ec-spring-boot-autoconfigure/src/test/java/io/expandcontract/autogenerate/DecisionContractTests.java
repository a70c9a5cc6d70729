package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Locale;

import io.expandcontract.changelog.Phase;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One test for each row of the decision table. Each is run on a real database: old code
 * works until contract, new code from expand on, and in the end nothing differs.
 */
abstract class DecisionContractTests {

	private static final String ITEM = "create table item (id bigint not null primary key, name varchar(20))";

	private static final String OLD = "insert into item (id, name) select coalesce(max(id), 0) + 1, 'old' from item";

	private final TestDatabases engine;

	DecisionContractTests(TestDatabases engine) {
		this.engine = engine;
	}

	final TestDatabases engine() {
		return this.engine;
	}

	final Trial trial(List<String> before, List<String> after) {
		return Trial.of(this.engine, before, after);
	}

	private Trial item(String before, String after) {
		String start = "create table item (id bigint not null primary key, ";
		return trial(List.of(start + before + ")"), List.of(start + after + ")"));
	}

	private static String insert(String column, String value) {
		return "insert into item (id, " + column + ") select coalesce(max(id), 0) + 1, " + value + " from item";
	}

	@Test
	void equalSchemasNeedNothing() {
		Trial trial = trial(List.of(ITEM), List.of(ITEM)).run();
		assertThat(trial.plan().isEmpty()).isTrue();
	}

	@Test
	void newTableIsExpand() {
		Trial trial = trial(List.of(ITEM), List.of(ITEM,
				"create table part (item_id bigint not null, number integer not null, label varchar(30) default 'none' not null,"
						+ " primary key (item_id, number), constraint uk_label unique (label),"
						+ " constraint ck_number check (number > 0),"
						+ " constraint fk_item foreign key (item_id) references item (id))",
				"create index idx_label on part (label, number)"))
			.oldCode(OLD)
			.newCode(OLD)
			.run();
		assertThat(trial.changes(Phase.EXPAND)).startsWith("createTable").contains("addForeignKeyConstraint");
		assertThat(trial.changes(Phase.CONTRACT)).isEmpty();
	}

	@Test
	void tableThatNothingMapsIsAskedAbout() {
		Trial trial = trial(List.of(ITEM, "create table part (id bigint not null primary key)"), List.of(ITEM))
			.decide();
		assertThat(trial.plan().isEmpty()).isTrue();
		assertThat(trial.plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.recipe()).contains("dropTable", "keep"));
	}

	@Test
	void tableThatIsToGoIsDroppedInContract() {
		Trial trial = trial(List.of(ITEM,
				"create table part (id bigint not null primary key, item_id bigint, constraint fk_item foreign key (item_id) references item (id))"),
				List.of(ITEM))
			.unmapped(Unmapped.DROP)
			.oldCode("insert into part (id) select coalesce(max(id), 0) + 1 from part")
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("dropForeignKeyConstraint");
		assertThat(trial.changes(Phase.CONTRACT)).containsExactly("dropTable");
	}

	@Test
	void tableThatOthersReferToIsDroppedInContract() {
		String part = "create table part (id bigint not null primary key)";
		String item = ITEM.replace("name varchar(20)", "name varchar(20), part_id bigint");
		Trial trial = trial(
				List.of(part, item,
						"alter table item add constraint fk_part foreign key (part_id) references part (id)"),
				List.of(item))
			.unmapped(Unmapped.DROP)
			.oldCode("insert into part (id) select coalesce(max(id), 0) + 1 from part")
			.newCode(insert("part_id", "77"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("dropForeignKeyConstraint");
		assertThat(trial.changes(Phase.CONTRACT)).containsExactly("dropTable");
	}

	@Test
	void referenceThatBecomesMandatoryAsksWhichRow() {
		String kind = "create table kind (id bigint not null primary key)";
		String key = "alter table item add constraint fk_kind foreign key (kind_id) references kind (id)";
		Trial trial = trial(List.of(kind, ITEM.replace("name varchar(20)", "name varchar(20), kind_id bigint"), key),
				List.of(kind, ITEM.replace("name varchar(20)", "name varchar(20), kind_id bigint not null"), key))
			.newCode("insert into kind (id) select coalesce(max(id), 0) + 1 from kind")
			.newCode(insert("kind_id", "1"))
			.run();
		assertThat(trial.plan().of(Phase.MIGRATE)).singleElement()
			.satisfies((planned) -> assertThat(planned.step().comment()).startsWith("DECIDE: which row of"));
		assertThat(trial.plan().of(Phase.CONTRACT)).singleElement()
			.satisfies((planned) -> assertThat(planned.step().condition()).isNotNull());
	}

	@Test
	void mixedCaseNamesAreKeptInStep() {
		String quote = (this.engine == TestDatabases.MYSQL || this.engine == TestDatabases.MARIADB) ? "`" : "\"";
		Renames.Builder renames = new Renames.Builder();
		renames.column("UserAccount", "fullName", List.of("First Name", "lastName"));
		String start = "create table 'UserAccount' (id bigint not null primary key, ";
		List<String> statements = List.of(start + "'First Name' varchar(20) not null, 'lastName' varchar(20))",
				start + "'fullName' varchar(41) not null)",
				"insert into 'UserAccount' (id, 'First Name') select coalesce(max(id), 0) + 1, 'x' from 'UserAccount'",
				"insert into 'UserAccount' (id, 'fullName') select coalesce(max(id), 0) + 1, 'y z' from 'UserAccount'")
			.stream()
			.map((statement) -> statement.replaceAll("'(\\w{2,}|First Name)'", quote + "$1" + quote))
			.toList();
		trial(List.of(statements.get(0)), List.of(statements.get(1))).renamed(renames.build())
			.oldCode(statements.get(2))
			.newCode(statements.get(3))
			.run();
	}

	@Test
	void computationIsAskedAbout() {
		String stored = (this.engine == TestDatabases.H2) ? "" : " stored";
		String size = "name varchar(20), size integer generated always as (id + 1)" + stored;
		Trial trial = item(size, size.replace("1", "2")).decide();
		assertThat(trial.plan().isEmpty()).isTrue();
		assertThat(trial.plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.question()).contains("computation"));
	}

	@Test
	void numberingIsAskedAbout() {
		boolean mySql = this.engine == TestDatabases.MYSQL || this.engine == TestDatabases.MARIADB;
		String numbered = mySql ? " auto_increment" : " generated by default as identity";
		Trial trial = trial(List.of(ITEM), List.of(ITEM.replace("id bigint not null", "id bigint" + numbered)))
			.decide();
		assertThat(trial.plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.recipe()).contains("above those that were given"));
		trial = item("name varchar(20)", "name varchar(20), number bigint" + numbered + " unique").decide();
		assertThat(trial.plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.question()).contains("numbered by the database"));
	}

	@Test
	void commentIsExpand() {
		boolean mySql = this.engine == TestDatabases.MYSQL || this.engine == TestDatabases.MARIADB;
		List<String> after = mySql ? List
			.of("create table item (id bigint not null primary key, name varchar(20) comment 'what''s on it') comment 'things'")
				: List.of(ITEM, "comment on table item is 'things'", "comment on column item.name is 'what''s on it'");
		Trial trial = trial(List.of(ITEM), after).oldCode(OLD).newCode(OLD).run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(2);
		assertThat(trial.changes(Phase.CONTRACT)).isEmpty();
	}

	@Test
	void nullableColumnIsExpand() {
		Trial trial = item("name varchar(20)", "name varchar(20), size integer").oldCode(OLD)
			.newCode(insert("size", "3"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("addColumn");
		assertThat(trial.plan().of(Phase.MIGRATE)).isEmpty();
	}

	@Test
	void columnWithDefaultIsExpand() {
		Trial trial = item("name varchar(20)", "name varchar(20), size integer default 7 not null").oldCode(OLD)
			.newCode(insert("size", "3"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("addColumn");
		assertThat(trial.changes(Phase.CONTRACT)).isEmpty();
	}

	@Test
	void columnThatNeedsValueIsSplit() {
		Trial trial = item("name varchar(20)", "name varchar(20), size integer not null").oldCode(OLD)
			.newCode(insert("size", "3"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("addColumn");
		assertThat(trial.changes(Phase.MIGRATE)).containsExactly("backfill");
		assertThat(trial.plan().of(Phase.CONTRACT)).singleElement().satisfies((planned) -> {
			assertThat(planned.step().condition()).isNotNull();
			assertThat(planned.dependsOn()).extracting(Plan.Planned::phase)
				.containsExactly(Phase.EXPAND, Phase.MIGRATE);
		});
	}

	@Test
	void columnThatGoesIsRelaxedFirst() {
		Trial trial = item("name varchar(20), size integer not null", "name varchar(20)").oldCode(insert("size", "3"))
			.newCode(OLD)
			.run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(1).doesNotContain("dropColumn");
		assertThat(trial.changes(Phase.CONTRACT)).containsExactly("dropColumn");
	}

	@Test
	void columnThatNobodyMissesGoesInContract() {
		Trial trial = item("name varchar(20), size integer", "name varchar(20)").oldCode(insert("size", "3"))
			.newCode(OLD)
			.run();
		assertThat(trial.changes(Phase.EXPAND)).isEmpty();
		assertThat(trial.changes(Phase.CONTRACT)).containsExactly("dropColumn");
	}

	@Test
	void whatStandsOnColumnGoesWithIt() {
		trial(List.of("create table kind (id bigint not null primary key)",
				"create table item (id bigint not null primary key, name varchar(20), kind_id bigint, code varchar(9),"
						+ " constraint fk_kind foreign key (kind_id) references kind (id), constraint uk_code unique (code),"
						+ " constraint uk_both unique (code, name))",
				"create index idx_kind on item (kind_id, name)"),
				List.of("create table kind (id bigint not null primary key)", ITEM))
			.oldCode(OLD)
			.newCode(OLD)
			.run();
	}

	@Test
	void nullableIsExpand() {
		Trial trial = item("name varchar(20) default 'x' not null", "name varchar(20) default 'x'").oldCode(OLD)
			.newCode(insert("name", "null"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(1);
		assertThat(trial.plan().of(Phase.CONTRACT)).isEmpty();
	}

	@Test
	void notNullIsMigrateAndContract() {
		Trial trial = item("name varchar(20), size integer", "name varchar(20), size integer not null").oldCode(OLD)
			.newCode(insert("size", "3"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).isEmpty();
		assertThat(trial.changes(Phase.MIGRATE)).containsExactly("backfill");
		assertThat(trial.changes(Phase.CONTRACT)).hasSize(1);
	}

	@Test
	void defaultIsExpand() {
		Trial trial = item("name varchar(20), size integer default 1", "name varchar(20), size integer default 2")
			.oldCode(OLD)
			.newCode(OLD)
			.run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(1);
	}

	@Test
	void widerTypesAreExpand() {
		Trial trial = item("name varchar(20) default 'x' not null, size integer, price numeric(10,2)",
				"name varchar(60) default 'x' not null, size bigint, price numeric(12,2)")
			.oldCode(insert("size", "3"))
			.newCode(insert("size", "3000000000"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(3);
		assertThat(trial.plan().of(Phase.CONTRACT)).isEmpty();
		assertThat(trial.plan().of(Phase.EXPAND)).anySatisfy(
				(planned) -> assertThat(planned.step().comment()).contains("rewrites the table", "@RenamedFrom"));
	}

	@Test
	void everythingOfOneColumnChanges() {
		Trial trial = item("name varchar(20) default 'as needed' not null, size integer",
				"name varchar(60), size bigint default 2 not null")
			.oldCode(insert("size", "3"))
			.newCode(insert("name", "null"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(4);
		assertThat(trial.changes(Phase.CONTRACT)).hasSize(1);
	}

	@Test
	void checkOfTheAuthorStaysWhenItsColumnChanges() {
		Trial trial = item("name varchar(20), size integer check (size > 0)", "name varchar(20), size bigint")
			.oldCode(insert("size", "3"))
			.newCode(insert("size", "3000000000"))
			.run();
		assertThat(trial.plan().of(Phase.CONTRACT)).isEmpty();
		Trial violated = item("name varchar(20), size integer check (size > 0)", "name varchar(20), size bigint")
			.newCode(insert("size", "-1"));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(violated::run);
	}

	@Test
	void narrowerTypesAreContract() {
		Trial trial = item("name varchar(60), size bigint, price numeric(12,3)",
				"name varchar(20), size integer, price numeric(10,2)")
			.oldCode(insert("size", "3"))
			.newCode(OLD)
			.run();
		assertThat(trial.plan().of(Phase.EXPAND)).isEmpty();
		assertThat(trial.plan().of(Phase.CONTRACT)).hasSize(3)
			.allSatisfy((planned) -> assertThat(planned.step().condition()).isNotNull());
	}

	@Test
	void otherTypeIsAskedAbout() {
		Trial trial = item("name varchar(20), size integer", "name varchar(20), size date").decide();
		assertThat(trial.plan().isEmpty()).isTrue();
		assertThat(trial.plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.recipe()).contains("@RenamedFrom(\"size\")"));
	}

	@Test
	void renameKeepsDataInStep() {
		Renames.Builder renames = new Renames.Builder();
		renames.column("item", "title", List.of("name"));
		Trial trial = item("name varchar(20) not null", "title varchar(20) not null").renamed(renames.build())
			.oldCode(OLD)
			.newCode(insert("title", "'new'"))
			.run();
		boolean triggers = this.engine != TestDatabases.H2;
		assertThat(trial.changes(Phase.EXPAND)).contains("addColumn").hasSize(triggers ? 3 : 2);
		assertThat(trial.changes(Phase.EXPAND).contains("syncColumns")).isEqualTo(triggers);
		assertThat(trial.changes(Phase.MIGRATE)).containsExactly("backfill");
		assertThat(trial.changes(Phase.CONTRACT)).endsWith("dropColumn").hasSize(triggers ? 3 : 2);
		assertThat(trial.changes(Phase.CONTRACT).contains("dropSyncColumns")).isEqualTo(triggers);
	}

	@Test
	void severalColumnsBecomeOne() {
		Renames.Builder renames = new Renames.Builder();
		renames.column("item", "name", List.of("first_name", "last_name"));
		Trial trial = item("first_name varchar(20) not null, last_name varchar(20) not null",
				"name varchar(41) not null")
			.renamed(renames.build())
			.oldCode("insert into item (id, first_name, last_name) select coalesce(max(id), 0) + 1, 'a', 'b' from item")
			.newCode(insert("name", "'a b'"))
			.run();
		assertThat(trial.changes(Phase.CONTRACT)).endsWith("dropColumn", "dropColumn");
	}

	@Test
	void oneColumnBecomesTwo() {
		Renames.Builder renames = new Renames.Builder();
		renames.column("item", "first_name", List.of("name"));
		renames.column("item", "last_name", List.of("name"));
		Trial trial = item("name varchar(41) not null",
				"first_name varchar(40) not null, last_name varchar(40) not null")
			.renamed(renames.build())
			.oldCode(insert("name", "'Ann Lee'"))
			.newCode("insert into item (id, first_name, last_name) select coalesce(max(id), 0) + 1, 'a', 'b' from item")
			.run();
		assertThat(trial.changes(Phase.MIGRATE)).containsExactly("backfill");
		assertThat(trial.changes(Phase.CONTRACT)).endsWith("dropColumn").filteredOn("dropColumn"::equals).hasSize(1);
	}

	@Test
	void valuesThatNobodySaysAreAskedAbout() {
		Renames.Builder renames = new Renames.Builder();
		renames.column("item", "total", List.of("net", "tax"));
		String net = "net integer, tax integer";
		assertThat(item(net, "total integer").renamed(renames.build()).decide().plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.recipe()).contains("valueComputed"));
		renames.computed("item", "total", "net + tax", List.of());
		Trial trial = item(net, "total integer").renamed(renames.build())
			.oldCode("insert into item (id, net, tax) select coalesce(max(id), 0) + 1, 10, 2 from item")
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("addColumn");
		assertThat(trial.plan().of(Phase.MIGRATE)).singleElement()
			.satisfies(
					(planned) -> assertThat(planned.step().comment()).startsWith("Runs once no earlier release lives"));
		renames.computed("item", "total", "net + tax", List.of("total - 0", "0"));
		assertThat(item(net, "total integer").renamed(renames.build()).run().changes(Phase.EXPAND).size())
			.isEqualTo((this.engine == TestDatabases.H2) ? 1 : 2);
	}

	@Test
	void renameThatConvertsIsProposed() {
		Renames.Builder renames = new Renames.Builder();
		renames.column("item", "size_2", List.of("size"));
		Trial trial = item("name varchar(20), size integer", "name varchar(20), size_2 bigint").renamed(renames.build())
			.oldCode(insert("size", "3"))
			.newCode(insert("size_2", "4"))
			.run();
		assertThat(trial.plan().of(Phase.MIGRATE)).singleElement()
			.satisfies((planned) -> assertThat(planned.step().comment()).doesNotContain("DECIDE"));
		trial = item("name varchar(20), size integer", "name varchar(20), size_2 varchar(9)").renamed(renames.build())
			.oldCode(insert("size", "3"))
			.newCode(insert("size_2", "'4'"))
			.run();
		assertThat(trial.plan().of(Phase.MIGRATE)).singleElement()
			.satisfies((planned) -> assertThat(planned.step().comment()).contains("DECIDE"));
	}

	@Test
	void columnThatIsStillMappedIsNotRenamed() {
		Renames.Builder renames = new Renames.Builder();
		renames.column("item", "title", List.of("name"));
		Trial trial = item("name varchar(20)", "name varchar(20), title varchar(20)").renamed(renames.build()).run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("addColumn");
		assertThat(trial.changes(Phase.CONTRACT)).isEmpty();
	}

	@Test
	void likelyRenameIsAskedAbout() {
		Trial trial = item("user_name varchar(20)", "username varchar(20)").decide();
		assertThat(trial.plan().isEmpty()).isTrue();
		assertThat(trial.plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.recipe()).contains("@RenamedFrom(\"user_name\")",
					"@RenamedFrom({})"));
	}

	@Test
	void likelyRenameThatIsNoneIsAddedAndDropped() {
		Renames.Builder renames = new Renames.Builder();
		renames.column("item", "username", List.of());
		Trial trial = item("user_name varchar(20)", "username varchar(20)").renamed(renames.build()).run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("addColumn");
		assertThat(trial.changes(Phase.CONTRACT)).containsExactly("dropColumn");
	}

	@Test
	void renamedTableIsViewUntilContract() {
		Renames.Builder renames = new Renames.Builder();
		renames.table("article", "item");
		Trial trial = trial(List.of(ITEM),
				List.of("create table article (id bigint not null primary key, name varchar(20), size integer)"))
			.renamed(renames.build());
		if (this.engine == TestDatabases.H2) {
			assertThat(trial.decide().plan().questions()).hasSize(1);
			return;
		}
		trial.oldCode(OLD)
			.newCode("insert into article (id, name, size) select coalesce(max(id), 0) + 1, 'new', 3 from article")
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("addColumn", "create");
	}

	@Test
	void renamedTableIsContractedByItsNewName() {
		Renames.Builder renames = new Renames.Builder();
		renames.table("article", "item");
		renames.column("article", "title", List.of("name"));
		Trial trial = trial(List
			.of("create table item (id bigint not null primary key, name varchar(20) not null, size bigint, code varchar(9), weight integer)"),
				List.of("create table article (id bigint not null primary key, title varchar(20) not null, size integer,"
						+ " code varchar(9), constraint uk_code unique (code))",
						"create table part (id bigint not null primary key, article_id bigint,"
								+ " constraint fk_article foreign key (article_id) references article (id))"))
			.renamed(renames.build());
		if (this.engine == TestDatabases.H2) {
			assertThat(trial.decide().plan().questions()).isNotEmpty();
			return;
		}
		trial.oldCode(OLD)
			.newCode("insert into article (id, title, size) select coalesce(max(id), 0) + 1, 'new', 3 from article")
			.newCode("insert into part (id, article_id) select coalesce(max(id), 0) + 1, 1 from part")
			.run();
		assertThat(trial.changes(Phase.CONTRACT)).startsWith("dropSyncColumns")
			.contains("addUniqueConstraint")
			.endsWith("dropColumn", "dropColumn");
	}

	@Test
	void likelyRenamedTableIsAskedAbout() {
		Trial trial = trial(List.of(ITEM),
				List.of("create table article (id bigint not null primary key, name varchar(20))"))
			.decide();
		assertThat(trial.plan().isEmpty()).isTrue();
		assertThat(trial.plan().questions()).hasSize(1);
	}

	@Test
	void indexIsExpand() {
		Trial trial = trial(List.of(ITEM), List.of(ITEM, "create index idx_name on item (name)")).oldCode(OLD).run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("createIndex");
	}

	@Test
	void indexOfSameNameIsReplaced() {
		Trial trial = trial(List.of(ITEM, "create index idx_name on item (name)"),
				List.of(ITEM, "create index idx_name on item (name, id)"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("createIndex");
		assertThat(trial.changes(Phase.CONTRACT)).containsExactly("dropIndex");
	}

	@Test
	void uniqueOnExistingTableIsContract() {
		Trial trial = item("name varchar(20), code varchar(9)",
				"name varchar(20), code varchar(9), constraint uk unique (code)")
			.oldCode(OLD)
			.newCode(OLD)
			.run();
		assertThat(trial.changes(Phase.EXPAND)).isEmpty();
		assertThat(trial.plan().of(Phase.CONTRACT)).singleElement()
			.satisfies((planned) -> assertThat(planned.step().condition()).isNotNull());
	}

	@Test
	void uniqueThatViolatorsPreventSaysSo() {
		Trial trial = item("name varchar(20)", "name varchar(20), constraint uk unique (name)").oldCode(OLD);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(trial::run)
			.withStackTraceContaining("have the same name: merge or change them first");
	}

	@Test
	void uniqueOfSameNameIsReplaced() {
		Trial trial = item("name varchar(20), code varchar(9), constraint uk unique (code)",
				"name varchar(20), code varchar(9), constraint uk unique (code, name)")
			.oldCode(OLD)
			.newCode(insert("code", "null"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(1).allMatch((change) -> change.startsWith("drop"));
		assertThat(trial.changes(Phase.CONTRACT)).containsExactly("addUniqueConstraint");
	}

	@Test
	void uniqueThatGoesIsExpand() {
		Trial trial = item("name varchar(20), constraint uk unique (name)", "name varchar(20)").newCode(OLD).run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(1);
	}

	@Test
	void foreignKeyOnExistingTableIsContract() {
		String kind = "create table kind (id bigint not null primary key)";
		Trial trial = trial(List.of(kind, ITEM.replace("name varchar(20)", "name varchar(20), kind_id bigint")), List
			.of(kind, ITEM.replace("name varchar(20)",
					"name varchar(20), kind_id bigint, constraint fk_kind foreign key (kind_id) references kind (id) on delete cascade")))
			.oldCode(OLD)
			.run();
		assertThat(trial.changes(Phase.CONTRACT)).containsExactly("addForeignKeyConstraint");
	}

	@Test
	void foreignKeyThatGoesIsExpand() {
		String kind = "create table kind (id bigint not null primary key)";
		Trial trial = trial(List.of(kind, ITEM.replace("name varchar(20)",
				"name varchar(20), kind_id bigint, constraint fk_kind foreign key (kind_id) references kind (id)")),
				List.of(kind, ITEM.replace("name varchar(20)", "name varchar(20), kind_id bigint")))
			.newCode(insert("kind_id", "5"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).contains("dropForeignKeyConstraint");
	}

	@Test
	void indexThatForeignKeyNeedsIsReplaced() {
		String kind = "create table kind (id bigint not null primary key)";
		String key = "alter table item add constraint fk_kind foreign key (kind_id) references kind (id)";
		trial(List.of(kind, ITEM.replace("name varchar(20)", "name varchar(20), kind_id bigint"),
				"create index idx_kind on item (kind_id, name)", key),
				List.of(kind, ITEM.replace("name varchar(20)", "kind_id bigint"), key))
			.oldCode(OLD)
			.newCode(insert("kind_id", "null"))
			.run();
	}

	@Test
	void uniqueThatForeignKeyNeedsGives() {
		String kind = "create table kind (id bigint not null primary key)";
		String item = "create table item (id bigint not null primary key, name varchar(20), kind_id bigint";
		String key = "alter table item add constraint fk_kind foreign key (kind_id) references kind (id)";
		trial(List.of(kind, item + ", constraint uk_kind unique (kind_id))", key), List.of(kind, item + ")", key))
			.oldCode(OLD)
			.newCode(insert("kind_id", "null"))
			.run();
	}

	@Test
	void checkOnExistingTableIsContract() {
		Trial trial = item("name varchar(20), size integer",
				"name varchar(20), size integer, constraint ck check (size > 0)")
			.oldCode(OLD)
			.newCode(insert("size", "3"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).isEmpty();
		assertThat(trial.plan().of(Phase.CONTRACT)).singleElement()
			.satisfies((planned) -> assertThat(planned.step().condition()).isNotNull());
	}

	@Test
	void checkThatNewValueViolatesGoesInExpand() {
		Trial trial = item("name varchar(20), constraint ck check (name in ('A', 'B'))",
				"name varchar(20), constraint ck check (name in ('A', 'B', 'C'))")
			.oldCode(insert("name", "'A'"))
			.newCode(insert("name", "'C'"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(1);
		assertThat(trial.changes(Phase.CONTRACT)).hasSize(1);
	}

	@Test
	void narrowerCheckIsContract() {
		Trial trial = item("name varchar(20), constraint ck check (name in ('A', 'B'))",
				"name varchar(20), constraint ck check (name in ('A'))")
			.oldCode(insert("name", "'A'"))
			.newCode(insert("name", "'A'"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).isEmpty();
		assertThat(trial.changes(Phase.CONTRACT)).hasSize(2);
	}

	@Test
	void checkOfValuesThatGoesIsExpand() {
		Trial trial = item("name varchar(20), constraint ck check (name in ('A', 'B'))", "name varchar(20)")
			.newCode(insert("name", "'C'"))
			.run();
		assertThat(trial.changes(Phase.EXPAND)).hasSize(1);
	}

	@Test
	void primaryKeyIsAskedAbout() {
		Trial trial = trial(List.of("create table item (id bigint not null primary key, name varchar(20) not null)"),
				List.of("create table item (id bigint not null, name varchar(20) not null, primary key (id, name))"))
			.decide();
		assertThat(trial.plan().questions()).hasSize(1);
	}

	@Test
	void reservedNamesAreQuoted() {
		String start = "create table " + quoted("order") + " (id bigint not null primary key, " + quoted("from")
				+ " varchar(9)";
		trial(List.of(start + ")"), List.of(start + " not null, " + quoted("to") + " varchar(9) not null)")).run();
	}

	private String quoted(String name) {
		return switch (this.engine) {
			case POSTGRESQL -> '"' + name + '"';
			case H2 -> '"' + name.toUpperCase(Locale.ROOT) + '"';
			case MYSQL, MARIADB -> '`' + name + '`';
		};
	}

}
