package io.expandcontract.boot;

import java.util.Locale;

import javax.sql.DataSource;

import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.migration.LiquibaseRunner;
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
 * Runs the application's changelog, every phase of it, in a scratch database.
 */
final class ScratchChangelog {

	private final SpringLiquibase liquibase;

	private final @Nullable String catalog;

	/**
	 * Take over what the application configured.
	 * @param liquibase what would run Liquibase
	 * @param catalog the name of the database at work
	 */
	ScratchChangelog(SpringLiquibase liquibase, @Nullable String catalog) {
		this.liquibase = liquibase;
		this.catalog = catalog;
	}

	void run(DataSource empty) throws LiquibaseException {
		Customizer<Liquibase> original = this.liquibase.getCustomizer();
		this.liquibase.setDataSource(empty);
		this.liquibase.setDropFirst(false);
		this.liquibase.setClearCheckSums(false);
		this.liquibase.setTestRollbackOnUpdate(false);
		this.liquibase.setTag(null);
		this.liquibase.setAnalyticsEnabled(false);
		this.liquibase.setLiquibaseSchema(null);
		this.liquibase.setCustomizer((parsed) -> {
			if (original != null) {
				original.customize(parsed);
			}
			prepare(parsed);
		});
		LiquibaseRunner.beginCommand();
		try {
			this.liquibase.afterPropertiesSet();
		}
		finally {
			LiquibaseRunner.endCommand();
		}
	}

	private void prepare(Liquibase parsed) {
		parsed.getChangeLogParameters().setContexts(new Contexts(this.liquibase.getContexts()));
		parsed.getChangeLogParameters().setLabels(new LabelExpression(this.liquibase.getLabelFilter()));
		try {
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
			throw new UnsupportedLiquibaseException("The changeset " + changeSet
					+ " names its database, so it cannot be tried in another: leave the name out");
		}
	}

}
