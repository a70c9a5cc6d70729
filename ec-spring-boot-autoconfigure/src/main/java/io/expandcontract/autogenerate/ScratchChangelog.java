package io.expandcontract.autogenerate;

import java.util.Locale;

import javax.sql.DataSource;

import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.database.ScratchDatabaseException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.database.core.MySQLDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

/**
 * Runs the application's changelog, every phase of it, in a scratch database, by the very
 * bean that the application configured, which afterwards is as it was.
 */
public final class ScratchChangelog implements ChangelogRun {

	private final SpringLiquibase liquibase;

	private final @Nullable String catalog;

	private final Customizer<Liquibase> changed;

	/**
	 * Take over what the application configured.
	 * @param liquibase what runs Liquibase
	 * @param catalog the name of the database at work, or {@code null} if no changeset
	 * can name it
	 */
	public ScratchChangelog(SpringLiquibase liquibase, @Nullable String catalog) {
		this(liquibase, catalog, (parsed) -> {
		});
	}

	/**
	 * Take over what the application configured, with another changelog.
	 * @param liquibase what runs Liquibase
	 * @param catalog the name of the database at work, or {@code null} if no changeset
	 * can name it
	 * @param changed changes the parsed changelog
	 */
	public ScratchChangelog(SpringLiquibase liquibase, @Nullable String catalog, Customizer<Liquibase> changed) {
		this.liquibase = liquibase;
		this.catalog = catalog;
		this.changed = changed;
	}

	@Override
	public void run(DataSource empty) throws LiquibaseException {
		Customizer<Liquibase> customizer = this.liquibase.getCustomizer();
		DataSource dataSource = this.liquibase.getDataSource();
		String schema = this.liquibase.getLiquibaseSchema();
		String tag = this.liquibase.getTag();
		try {
			this.liquibase.setDataSource(empty);
			this.liquibase.setTag(null);
			this.liquibase.setLiquibaseSchema(null);
			this.liquibase.setCustomizer((parsed) -> {
				if (customizer != null) {
					customizer.customize(parsed);
				}
				prepare(parsed);
			});
			runOnce();
		}
		finally {
			this.liquibase.setDataSource(dataSource);
			this.liquibase.setTag(tag);
			this.liquibase.setLiquibaseSchema(schema);
			this.liquibase.setCustomizer(customizer);
		}
	}

	private void runOnce() throws LiquibaseException {
		boolean dropFirst = this.liquibase.isDropFirst();
		boolean clear = this.liquibase.isClearCheckSums();
		boolean rollback = this.liquibase.isTestRollbackOnUpdate();
		Boolean analytics = this.liquibase.getAnalyticsEnabled();
		try {
			this.liquibase.setDropFirst(false);
			this.liquibase.setClearCheckSums(false);
			this.liquibase.setTestRollbackOnUpdate(false);
			this.liquibase.setAnalyticsEnabled(false);
			this.liquibase.afterPropertiesSet();
		}
		finally {
			this.liquibase.setDropFirst(dropFirst);
			this.liquibase.setClearCheckSums(clear);
			this.liquibase.setTestRollbackOnUpdate(rollback);
			this.liquibase.setAnalyticsEnabled(analytics);
		}
	}

	private void prepare(Liquibase parsed) {
		parsed.getChangeLogParameters().setContexts(new Contexts(this.liquibase.getContexts()));
		parsed.getChangeLogParameters().setLabels(new LabelExpression(this.liquibase.getLabelFilter()));
		try {
			this.changed.customize(parsed);
			PhasedChangelog changelog = PhasedChangelog.of(parsed.getDatabaseChangeLog(), Unphased.EXPAND, "scratch",
					null);
			if (parsed.getDatabase() instanceof MySQLDatabase && this.catalog != null) {
				changelog.changeSets()
					.forEach((changeSet) -> changeSet.changeSet()
						.getChanges()
						.forEach((change) -> refuseEscape(change, changeSet.toString())));
			}
		}
		catch (LiquibaseException ex) {
			throw new liquibase.exception.UnexpectedLiquibaseException(ex);
		}
	}

	/**
	 * Refuse a change that names a database: it would run there, and not in the scratch
	 * database.
	 */
	private void refuseEscape(Change change, String changeSet) {
		boolean named = change.getSerializableFields()
			.stream()
			.filter((field) -> field.endsWith("chemaName") || field.endsWith("atalogName"))
			.anyMatch((field) -> change.getSerializableFieldValue(field) != null);
		boolean inSql = change instanceof AbstractSQLChange sql && sql.getSql() != null
				&& sql.getSql()
					.toLowerCase(Locale.ROOT)
					.replace("`", "")
					.matches("(?s).*\\b"
							+ java.util.regex.Pattern.quote(String.valueOf(this.catalog).toLowerCase(Locale.ROOT))
							+ "\\s*\\..*");
		if (named || inSql) {
			throw new ScratchDatabaseException("The changeset " + changeSet
					+ " names its database, so it cannot be tried in another: leave the name out", null);
		}
	}

}
