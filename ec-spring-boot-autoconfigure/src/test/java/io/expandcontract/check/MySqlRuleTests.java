package io.expandcontract.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.ColumnFacts;
import io.expandcontract.safety.SchemaFacts;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import liquibase.database.core.MySQLDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of the rules, beside the examples of their page.
 */
class MySqlRuleTests {

	private static final Map<String, String> TYPES = Map.of("note", "varchar(50)", "code", "varchar(200)", "quantity",
			"int(11)", "amount", "decimal(10,2)", "state", "enum('open','paid')", "tags",
			"set('a','b','c','d','e','f','g','h')");

	private static final SchemaFacts SCHEMA = new SchemaFacts() {

		@Override
		public boolean hasTable(Name table) {
			return true;
		}

		@Override
		public @Nullable ColumnFacts column(Name table, String column) {
			return TYPES.containsKey(column) ? new ColumnFacts(DataType.of("varchar", "50"), false, false) : null;
		}

		@Override
		public boolean mayExist(ObjectKind kind, Name object) {
			return false;
		}

		@Override
		public boolean isCheck(Name table, String constraint) {
			return false;
		}

	};

	private static final DatabaseFacts FACTS = new DatabaseFacts() {

		@Override
		public long rows(Name table) {
			return table.name().equals("large") ? 1_000_000 : 100;
		}

		@Override
		public String columnType(Name table, String column) {
			return TYPES.getOrDefault(column, "");
		}

		@Override
		public int bytesPerCharacter(Name table, String column) {
			return 4;
		}

	};

	private static List<String> check(String sql, boolean online) {
		String file = "--liquibase formatted sql\n--changeset ann:1 contextFilter:@contract\n" + sql + "\n";
		PhasedChangelog changelog = PhasedChangelog
			.of(Changelogs.parse(new InMemoryResources().with("a.sql", file), "a.sql"), Unphased.EXPAND, "1", null);
		SafetySettings settings = new SafetySettings(Strictness.FAIL, Strictness.WARN, 100_000, online);
		return new SafetyCheck(new ChangeOperations(new MySQLDatabase()), SCHEMA, FACTS, settings)
			.check(changelog.changeSets(), Set.of())
			.stream()
			.filter((finding) -> finding.danger() == Danger.WAITS || finding.danger() == Danger.FAILS)
			.map(Finding::rule)
			.toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			alter table large modify quantity integer                                        |
			alter table large modify amount numeric(10, 2)                                   |
			alter table large modify amount decimal(12, 2)                                   | M6
			alter table small modify amount decimal(12, 2)                                   |
			alter table large modify note varchar(63)                                        |
			alter table large modify note varchar(64)                                        | M7
			alter table large modify note varchar(40)                                        | M6
			alter table large modify code varchar(2000)                                      |
			alter table large modify note varchar(50) collate utf8mb4_bin                    |
			alter table large convert to character set utf8mb4                               | M8
			alter table large modify state enum('open', 'paid', 'sent')                      |
			alter table large modify state enum('paid', 'open')                              | M20
			alter table large modify tags set('a','b','c','d','e','f','g','h','i')           | M19
			alter table large add column at datetime default current_timestamp               |
			alter table large add column at date default (curdate())                         | M2
			alter table large add column at int default 0, lock=none                         |
			alter table large add index by_note (note), lock=shared                          | M23
			alter table small add index by_note (note), lock=shared                          |
			alter table large add index by_note (note), algorithm=copy                       | M23
			alter table large drop primary key, add primary key (id, note)                   |
			alter table large engine = innodb                                                |
			alter table large force                                                          |
			alter table large partition by hash (id) partitions 4                            | M28
			""")
	void whatWaitsIsFoundWithoutSafeForms(String sql, @Nullable String rule) {
		assertThat(check(sql, false)).isEqualTo((rule != null) ? List.of(rule) : List.of());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			alter table large modify amount decimal(12, 2)                                   |
			alter table large add constraint enough check (quantity > 0)                     |
			alter table large add fulltext index words (note)                                |
			alter table large add index by_note (note), lock=shared                          | M23
			alter table large partition by hash (id) partitions 4                            | M28
			""")
	void whatTheServerIsAskedToRefuseIsNotFound(String sql, @Nullable String rule) {
		assertThat(check(sql, true)).isEqualTo((rule != null) ? List.of(rule) : List.of());
	}

}
