package io.expandcontract.backfill;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Data to be moved, as a changeset declares it.
 *
 * @param key the changeset
 * @param schema the table's schema as declared, else Liquibase's default one, else
 * {@code null} for the schema of the connection
 * @param table the table's name as declared
 * @param columns the columns with their expressions
 * @param where the condition of the rows to fill, or {@code null} for all
 * @param beforeTraffic whether the release that ships it takes no traffic before it is
 * done
 * @param bean the name of the {@link BackfillFunction} that gives the values, or
 * {@code null} where expressions do
 */
public record Backfill(ChangeSetKey key, @Nullable String schema, String table, List<Column> columns,
		@Nullable String where, boolean beforeTraffic, @Nullable String bean) {

	/**
	 * Create a backfill by expressions.
	 * @param key the changeset
	 * @param schema the table's schema, or {@code null} for that of the connection
	 * @param table the table's name
	 * @param columns the columns with their expressions
	 * @param where the condition of the rows to fill, or {@code null} for all
	 * @param beforeTraffic whether the release that ships it takes no traffic before it
	 * is done
	 */
	public Backfill(ChangeSetKey key, @Nullable String schema, String table, List<Column> columns,
			@Nullable String where, boolean beforeTraffic) {
		this(key, schema, table, columns, where, beforeTraffic, null);
	}

	/**
	 * A column and what it receives.
	 *
	 * @param name the column's name as declared
	 * @param expression an SQL expression over the row
	 */
	public record Column(String name, String expression) {
	}

	/**
	 * Return whether a changeset is a backfill.
	 * @param changeSet a changeset
	 * @return {@code true} if {@link #of} can read it
	 */
	public static boolean isIn(PhasedChangeSet changeSet) {
		return changeSet.changeSet().getChanges().stream().anyMatch(BackfillChange.class::isInstance);
	}

	/**
	 * Read a backfill from its changeset.
	 * @param changeSet a changeset that holds one
	 * @param defaultSchema Liquibase's default schema, or {@code null} for the schema of
	 * the connection
	 * @return the backfill
	 * @throws IllegalArgumentException if the changeset holds none
	 */
	public static Backfill of(PhasedChangeSet changeSet, @Nullable String defaultSchema) {
		BackfillChange change = changeSet.changeSet()
			.getChanges()
			.stream()
			.filter(BackfillChange.class::isInstance)
			.map(BackfillChange.class::cast)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(changeSet + " holds no backfill"));
		String schema = (change.getSchemaName() != null) ? change.getSchemaName() : defaultSchema;
		List<Column> columns = change.getColumns()
			.stream()
			.map((column) -> new Column(column.getName(), BackfillChange.expression(column)))
			.toList();
		return new Backfill(changeSet.key(), schema, String.valueOf(change.getTableName()), columns, change.getWhere(),
				Boolean.TRUE.equals(change.getBeforeTraffic()), change.getBean());
	}

	/**
	 * Return the short name of this backfill, the same in every instance.
	 * @return ten hexadecimal digits that depend on the changeset's identity alone
	 */
	public String id() {
		try {
			byte[] identity = this.key.toString().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(identity), 0, 5);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "backfill of " + this.table + " (" + this.key + ")";
	}

}
