package io.expandcontract.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.check.Danger;
import io.expandcontract.check.DatabaseFacts;
import io.expandcontract.check.Finding;
import io.expandcontract.check.SafetyCheck;
import io.expandcontract.check.SafetySettings;
import io.expandcontract.check.Severity;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.Inference;
import io.expandcontract.safety.InferenceMode;
import io.expandcontract.safety.JdbcSchemaFacts;
import io.expandcontract.safety.PhaseClassifier;
import liquibase.exception.LiquibaseException;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * What is found in the changesets of a changelog that a database has not seen, as the
 * command {@code check} finds it: for a test of the application, on a database as the
 * last release leaves it. Runs nothing and writes nothing.
 *
 * <pre class="code">
 * assertThat(ChangelogFindings.of("classpath:/db/changelog/db.changelog-master.yaml", dataSource)).hasNone(Severity.WARN);
 * </pre>
 */
public final class ChangelogFindings implements AssertProvider<ChangelogFindingsAssert> {

	/** The rule of findings about phases. */
	public static final String PHASE = "phase";

	private final ReadableChangelog changelog = new ReadableChangelog();

	private SafetySettings settings = SafetySettings.DEFAULTS;

	private PhaseClassifier classifier = PhaseClassifier.ABSTAINING;

	private @Nullable String baseline;

	private ChangelogFindings(String changelog, DataSource dataSource) {
		this.changelog.setResourceLoader(new DefaultResourceLoader());
		this.changelog.setChangeLog(changelog);
		this.changelog.setDataSource(dataSource);
	}

	/**
	 * Name the changelog and the database.
	 * @param changelog as {@code spring.liquibase.change-log} names it
	 * @param dataSource a database of any engine, which may be empty: then each changeset
	 * is judged on the schema that those before it would make, of which no release knows
	 * @return findings that are looked for when they are asked for
	 */
	public static ChangelogFindings of(String changelog, DataSource dataSource) {
		return new ChangelogFindings(changelog, dataSource);
	}

	/**
	 * Set the contexts, as {@code spring.liquibase.contexts}.
	 * @param contexts names with commas between
	 * @return this
	 */
	public ChangelogFindings contexts(String contexts) {
		this.changelog.setContexts(contexts);
		return this;
	}

	/**
	 * Set the labels, as {@code spring.liquibase.label-filter}.
	 * @param labels an expression
	 * @return this
	 */
	public ChangelogFindings labels(String labels) {
		this.changelog.setLabelFilter(labels);
		return this;
	}

	/**
	 * Set the schema, as {@code spring.liquibase.default-schema}.
	 * @param schema its name
	 * @return this
	 */
	public ChangelogFindings schema(String schema) {
		this.changelog.setDefaultSchema(schema);
		return this;
	}

	/**
	 * Set the parameters, as {@code spring.liquibase.parameters}.
	 * @param parameters values by name
	 * @return this
	 */
	public ChangelogFindings parameters(Map<String, String> parameters) {
		this.changelog.setChangeLogParameters(parameters);
		return this;
	}

	/**
	 * Set the checkpoint up to which nothing is judged, as
	 * {@code expand-contract.baseline}.
	 * @param checkpoint its name
	 * @return this
	 */
	public ChangelogFindings baseline(String checkpoint) {
		this.baseline = checkpoint;
		return this;
	}

	/**
	 * Set how strict the rules are, as {@code expand-contract.safety.*}.
	 * @param safety the settings
	 * @return this
	 */
	public ChangelogFindings safety(SafetySettings safety) {
		this.settings = safety;
		return this;
	}

	/**
	 * Set what judges changesets that only the application knows.
	 * @param phases the application's own bean
	 * @return this
	 */
	public ChangelogFindings classifiedBy(PhaseClassifier phases) {
		this.classifier = phases;
		return this;
	}

	/**
	 * Look for findings.
	 * @return what was found, in the order of the changesets, for each the gravest first
	 * @throws SQLException if the database cannot be asked
	 * @throws LiquibaseException if the changelog cannot be read
	 */
	public List<Finding> find() throws SQLException, LiquibaseException {
		try (Connection connection = this.changelog.getDataSource().getConnection()) {
			boolean autoCommit = connection.getAutoCommit();
			try {
				return find(this.changelog.read(connection, this.baseline));
			}
			finally {
				connection.setAutoCommit(autoCommit);
			}
		}
	}

	private List<Finding> find(ReadableChangelog.Read read) {
		ChangeOperations operations = new ChangeOperations(read.database());
		String schema = read.database().getDefaultSchemaName();
		JdbcSchemaFacts facts = new JdbcSchemaFacts(read.jdbc(), operations.dialect(), schema);
		Inference.Inferred inferred = new Inference(InferenceMode.ENFORCE, Unphased.REFUSE, this.classifier, operations)
			.infer(read.pending(), facts);
		List<PhasedChangeSet> phased = read.pending()
			.stream()
			.map((changeSet) -> with(changeSet, inferred.phases().get(changeSet.key())))
			.toList();
		List<Finding> safety = new SafetyCheck(operations, facts,
				DatabaseFacts.of(read.jdbc(), operations.dialect(), schema), this.settings)
			.check(phased, new HashSet<>(read.changelog().checkpoints()));
		Set<ChangeSetKey> broken = safety.stream()
			.filter((finding) -> finding.danger() == Danger.BREAKS)
			.map(Finding::changeSet)
			.collect(Collectors.toSet());
		List<Finding> found = new ArrayList<>();
		for (PhasedChangeSet changeSet : phased) {
			String refusal = inferred.refusals().get(changeSet.key());
			String contradiction = broken.contains(changeSet.key()) ? null : inferred.findings().get(changeSet.key());
			add(found, Severity.FAIL, changeSet, refusal);
			if (changeSet.phase() != null) {
				safety.stream()
					.filter((finding) -> finding.changeSet().equals(changeSet.key()))
					.sorted((one, other) -> other.severity().compareTo(one.severity()))
					.forEach(found::add);
			}
			add(found, Severity.WARN, changeSet, contradiction);
		}
		return List.copyOf(found);
	}

	private static PhasedChangeSet with(PhasedChangeSet changeSet, @Nullable Phase phase) {
		return (phase != null && changeSet.phase() == null) ? changeSet.inferred(phase) : changeSet;
	}

	private static void add(List<Finding> found, Severity severity, PhasedChangeSet changeSet,
			@Nullable String message) {
		if (message != null) {
			found.add(new Finding(PHASE, Danger.BREAKS, severity, changeSet.key(), message, List.of()));
		}
	}

	@Override
	public ChangelogFindingsAssert assertThat() {
		return new ChangelogFindingsAssert(this);
	}

}
