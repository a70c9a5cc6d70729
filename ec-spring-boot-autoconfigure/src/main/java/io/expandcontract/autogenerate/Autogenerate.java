package io.expandcontract.autogenerate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.expandcontract.autogenerate.AutogenerateResult.DecisionNeeded;
import io.expandcontract.autogenerate.AutogenerateResult.File;
import io.expandcontract.autogenerate.Decision.Question;
import io.expandcontract.database.ScratchDatabase;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/**
 * Compares the entities of an application with what its changelog makes, and writes what
 * is missing. The database at work is only asked for its engine: entities and changelog
 * each make their schema in a scratch database beside it, so that pending contracts do
 * not disturb the comparison and nothing of an operator's own is ever dropped.
 */
public final class Autogenerate {

	private final DataSource database;

	private final @Nullable String schema;

	private final Set<String> ownTables;

	private final AutogenerateSettings settings;

	private final RenameJudge judge;

	/**
	 * Create a comparison for one database.
	 * @param database how its changelog is run
	 * @param schema the schema that the changelog works in, or {@code null} for the
	 * connection's own
	 * @param ownTables tables of Liquibase and of the starter, in lower case
	 * @param settings how differences become files
	 */
	public Autogenerate(DataSource database, @Nullable String schema, Set<String> ownTables,
			AutogenerateSettings settings) {
		this(database, schema, ownTables, settings, RenameJudge.NOBODY);
	}

	/**
	 * Create a comparison for one database, with somebody to ask.
	 * @param database how its changelog is run
	 * @param schema the schema that the changelog works in, or {@code null} for the
	 * connection's own
	 * @param ownTables tables of Liquibase and of the starter, in lower case
	 * @param settings how differences become files
	 * @param judge who knows whether something was renamed
	 */
	public Autogenerate(DataSource database, @Nullable String schema, Set<String> ownTables,
			AutogenerateSettings settings, RenameJudge judge) {
		this.judge = judge;
		this.database = database;
		this.schema = schema;
		this.ownTables = Set.copyOf(ownTables);
		this.settings = settings;
	}

	/**
	 * Compare, decide and write.
	 * @param model the entities
	 * @param changelog the changelog
	 * @param project where its files are
	 * @param message what the change is for
	 * @param dryRun whether to write nothing
	 * @return what was written, or would be
	 * @throws SQLException if a database cannot be asked
	 * @throws LiquibaseException if the changelog does not run on an empty database
	 * @throws UnwritableChangelogException if the files cannot be written
	 */
	public AutogenerateResult run(EntityModel model, ChangelogRun changelog, ChangelogProject project, String message,
			boolean dryRun) throws SQLException, LiquibaseException {
		try (ScratchDatabase entities = ScratchDatabase.beside(this.database, this.schema);
				ScratchDatabase changes = ScratchDatabase.beside(this.database, this.schema)) {
			Renames renames = model.create(entities.dataSource());
			changelog.run(changes.dataSource());
			Schema before = CatalogReader.read(changes.dataSource(), this.ownTables);
			Schema after = CatalogReader.read(entities.dataSource(), this.ownTables);
			try (Connection connection = changes.dataSource().getConnection()) {
				Ddl ddl = Ddl.of(connection);
				DecisionTable table = new DecisionTable(ddl, before, this.settings.unmapped());
				Renames answers = new SuspectedRenames(table, this.judge).ask(compare(before, after, renames));
				Plan plan = Plan.of(compare(before, after, renames.and(answers)), table);
				return write(plan.asking(otherSchemas(entities.dataSource())), ddl, connection, project, message,
						dryRun);
			}
		}
	}

	private List<Difference> compare(Schema before, Schema after, Renames renames) {
		Kept kept = new Kept(this.settings.keep());
		return Comparison.of(before, after, renames)
			.stream()
			.filter((difference) -> !kept.contains(difference))
			.toList();
	}

	private static List<Question> otherSchemas(DataSource entities) throws SQLException {
		List<String> tables = CatalogReader.elsewhere(entities);
		return tables.isEmpty() ? List.of()
				: List.of(new Question("The tables " + tables + " are in other schemas, which are not compared",
						"Write their changesets by hand"));
	}

	private AutogenerateResult write(Plan plan, Ddl ddl, Connection connection, ChangelogProject project,
			String message, boolean dryRun) {
		List<File> files = new ArrayList<>();
		ChangelogFolder folder = project.folder(this.settings, message);
		for (ChangelogFile file : folder.files(plan, ddl.product())) {
			files.add(new File(file.path(), ChangelogWriter.write(file, connection)));
		}
		List<String> remarks = new ArrayList<>();
		if (!dryRun && !files.isEmpty()) {
			remarks.addAll(project.write(this.settings.resources(), files));
		}
		return new AutogenerateResult(List.copyOf(files),
				plan.questions()
					.stream()
					.map((question) -> new DecisionNeeded(question.question(), question.recipe()))
					.toList(),
				List.copyOf(remarks));
	}

}
