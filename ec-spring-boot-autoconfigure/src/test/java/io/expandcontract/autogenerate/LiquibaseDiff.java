package io.expandcontract.autogenerate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.diff.DiffGeneratorFactory;
import liquibase.diff.DiffResult;
import liquibase.diff.ObjectDifferences;
import liquibase.diff.compare.CompareControl;
import liquibase.exception.LiquibaseException;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Column;
import liquibase.structure.core.ForeignKey;
import liquibase.structure.core.Index;
import liquibase.structure.core.PrimaryKey;
import liquibase.structure.core.Relation;
import liquibase.structure.core.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * What Liquibase finds to differ between two schemas: the cross-check of our own
 * comparison, which must not miss a table in which Liquibase finds something.
 */
final class LiquibaseDiff {

	/** What no code can mind, and what only names. */
	private static final Set<String> OF_NO_CONCERN = Set.of("order", "name", "remarks", "backingIndex",
			"constraintName", "columnOrder", "startWith", "associatedWith");

	private static final Pattern TABLE = Pattern.compile("(?:table|before|after)=Table\\[name=([^,\\]]+)");

	private LiquibaseDiff() {
	}

	/**
	 * Return the tables in which Liquibase finds differences.
	 * @param wanted what the entities ask for
	 * @param known what the changelog makes
	 * @return names in lower case
	 */
	static Set<String> tables(DataSource wanted, DataSource known) {
		try (Connection first = wanted.getConnection(); Connection second = known.getConnection()) {
			DiffResult diff = DiffGeneratorFactory.getInstance()
				.compare(database(first), database(second), CompareControl.STANDARD);
			return Stream
				.of(diff.getMissingObjects().stream(),
						diff.getUnexpectedObjects().stream().filter((object) -> !(object instanceof Index)),
						diff.getChangedObjects()
							.entrySet()
							.stream()
							.filter((entry) -> matters(entry.getValue()))
							.map((entry) -> entry.getKey()))
				.flatMap((objects) -> objects)
				.map(LiquibaseDiff::table)
				.flatMap(Stream::ofNullable)
				.map((name) -> name.toLowerCase(Locale.ROOT))
				.collect(Collectors.toCollection(TreeSet::new));
		}
		catch (SQLException | LiquibaseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the tables that a difference of ours is about.
	 */
	static Stream<String> tables(Difference difference) {
		return TABLE.matcher(difference.toString()).results().map((match) -> match.group(1).toLowerCase(Locale.ROOT));
	}

	private static boolean matters(ObjectDifferences differences) {
		return differences.getDifferences()
			.stream()
			.filter((difference) -> !OF_NO_CONCERN.contains(difference.getField()))
			.anyMatch((difference) -> !difference.getField().equals("defaultValue")
					|| difference.getReferenceValue() != null);
	}

	private static @Nullable String table(DatabaseObject object) {
		if (object instanceof Relation relation) {
			return relation.getName();
		}
		Relation relation = (object instanceof Column column) ? column.getRelation()
				: (object instanceof Index index) ? index.getRelation()
						: (object instanceof UniqueConstraint unique) ? unique.getRelation()
								: (object instanceof PrimaryKey key) ? key.getTable()
										: (object instanceof ForeignKey key) ? key.getForeignKeyTable() : null;
		return (relation != null) ? Objects.toString(relation.getName(), null) : null;
	}

	private static Database database(Connection connection) throws LiquibaseException {
		return DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
	}

}
