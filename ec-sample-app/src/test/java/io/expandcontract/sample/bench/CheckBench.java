package io.expandcontract.sample.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.sun.management.OperatingSystemMXBean;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.check.DatabaseFacts;
import io.expandcontract.check.SafetyCheck;
import io.expandcontract.check.SafetySettings;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.Inference;
import io.expandcontract.safety.InferenceMode;
import io.expandcontract.safety.JdbcSchemaFacts;
import io.expandcontract.safety.PhaseClassifier;
import io.expandcontract.testsupport.LargeChangelog;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What it costs to judge a large changelog of which everything is pending, on a real
 * PostgreSQL: CPU time of the whole process, the compiler's and the collector's too, from
 * the parsed changelog to the last verdict. Parsing is Liquibase's, starter or not, and
 * shown beside it.
 */
final class CheckBench {

	private CheckBench() {
	}

	public static void main(String[] arguments) throws Exception {
		java.util.logging.Logger.getLogger("liquibase").setLevel(java.util.logging.Level.WARNING);
		Path folder = Files.createTempDirectory("bench-check");
		LargeChangelog changelog = new LargeChangelog();
		changelog.writeTo(folder);
		try (BenchServer server = new BenchServer();
				Connection connection = DriverManager.getConnection(server.url(), "postgres", "")) {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			long before = cpu();
			Liquibase liquibase = new Liquibase("master.yaml", new DirectoryResourceAccessor(folder), database);
			liquibase.getChangeLogParameters().setContexts(new Contexts("prod"));
			PhasedChangelog phased = PhasedChangelog.of(liquibase.getDatabaseChangeLog(), Unphased.REFUSE, "1", null);
			long parsed = cpu();
			ChangeOperations operations = new ChangeOperations(database);
			Inference.Inferred inferred = new Inference(InferenceMode.ENFORCE, Unphased.REFUSE,
					PhaseClassifier.ABSTAINING, operations)
				.infer(phased.changeSets(),
						new JdbcSchemaFacts(new JdbcTemplate(new SingleConnectionDataSource(connection, true)),
								operations.dialect(), null));
			long inferredAt = cpu();
			List<PhasedChangeSet> phases = phased.changeSets()
				.stream()
				.map((changeSet) -> inferred.phases().containsKey(changeSet.key())
						? changeSet.inferred(inferred.phases().get(changeSet.key())) : changeSet)
				.toList();
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			int findings = new SafetyCheck(operations, new JdbcSchemaFacts(jdbc, operations.dialect(), null),
					DatabaseFacts.of(jdbc, operations.dialect(), null), SafetySettings.DEFAULTS)
				.check(phases, Set.of())
				.size();
			long judged = cpu();
			System.out.printf(Locale.ROOT,
					"Seconds of CPU in a cold JVM: parsing, by Liquibase, %.2f; judging %.2f, by the rules %.2f of it. Refused: %d, findings: %d%n",
					(parsed - before) / 1e9, (judged - parsed) / 1e9, (judged - inferredAt) / 1e9,
					inferred.refusals().size(), findings);
			System.out.printf(Locale.ROOT, "bench check: changesets=%d cpu_s=%.2f raw_sql_share=%.2f%n",
					phased.changeSets().size(), (judged - parsed) / 1e9, changelog.rawSqlShare());
		}
		finally {
			delete(folder);
		}
	}

	private static long cpu() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private static void delete(Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		Files.delete(folder);
	}

}
