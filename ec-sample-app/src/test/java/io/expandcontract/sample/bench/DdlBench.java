package io.expandcontract.sample.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.expandcontract.online.NoOnlineFormException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the application notices of DDL: twenty writers on a table of a million rows, a
 * transaction that holds it open for ten seconds, and one change after another, by plain
 * Liquibase and by the starter.
 */
final class DdlBench {

	private static final List<String> CHANGES = List.of("add-column", "add-index", "add-foreign-key", "set-not-null",
			"change-type", "drop-index", "drop-column");

	private static final long LOCK_TIMEOUT = 500;

	private static final long TOLERANCE = 100;

	private static final int ATTEMPTS = 3;

	/** What there must be before it can go. */
	private static final Map<String, String> BEFORE = Map.of("drop-index", "add-index", "drop-column", "add-column");

	private DdlBench() {
	}

	private enum Variant {

		PLAIN, STARTER;

		String database() {
			return "bench_" + this;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	private record Result(String change, double seconds, Writers.Noticed writers, double elsewhere,
			@Nullable String refused) {

		boolean isDisturbed(long timeout) {
			return this.writers.longest() > timeout + TOLERANCE && this.elsewhere > TOLERANCE;
		}

	}

	public static void main(String[] arguments) throws Exception {
		try {
			measure(arguments);
		}
		catch (Exception ex) {
			// Spring Boot swallows what ended a boot on this thread.
			ex.printStackTrace();
			System.exit(1);
		}
	}

	private static void measure(String... arguments) throws Exception {
		DdlServer.Kind kind = DdlServer.Kind.of(arguments);
		long timeout = kind.kept(LOCK_TIMEOUT);
		try (DdlServer server = DdlServer.start(kind)) {
			for (Variant variant : Variant.values()) {
				prepare(server, variant, variant.database());
			}
			System.out.printf(
					"A real server, %s: 20 writers on a table of %,d rows, held open for 10 s by another "
							+ "transaction, and the longest wait elsewhere, on another table. Milliseconds.%n",
					kind, DdlServer.ROWS);
			System.out.printf("%-16s %-8s %9s %7s %8s %9s %10s  %s%n", "change", "by", "ddl s", "p50", "p99", "longest",
					"elsewhere", "outcome");
			double plain = 0;
			Result worst = null;
			for (String change : CHANGES) {
				plain = Math.max(plain,
						run(server, Variant.PLAIN, Variant.PLAIN.database(), change).writers().longest());
				Result starter = undisturbed(server, change, timeout);
				worst = (worst == null || starter.writers().longest() > worst.writers().longest()) ? starter : worst;
			}
			report(kind, worst, plain, timeout);
		}
	}

	private static void report(DdlServer.Kind kind, @Nullable Result worst, double plain, long timeout) {
		if (worst == null) {
			throw new IllegalStateException("Nothing was measured");
		}
		System.out.printf(Locale.ROOT,
				"bench ddl: database=%s worst_stall_ms=%.0f worst_operation=%s plain_worst_stall_ms=%.0f "
						+ "lock_timeout_ms=%d%n",
				kind, worst.writers().longest(), worst.change(), plain, timeout);
		if (worst.writers().longest() > timeout + TOLERANCE) {
			System.out.flush();
			throw new IllegalStateException("Writers waited longer than the lock timeout and " + TOLERANCE + " ms");
		}
	}

	private static void prepare(DdlServer server, Variant variant, String database) throws Exception {
		server.create(database);
		boot(server, variant, database, "none", new Load(server, database, false)).close();
		server.fill(database);
	}

	/**
	 * Measure again, in a database made anew, while the machine itself makes writers
	 * wait: those of a table that the change does not concern waited too.
	 */
	private static Result undisturbed(DdlServer server, String change, long timeout) throws Exception {
		Result result = run(server, Variant.STARTER, Variant.STARTER.database(), change);
		for (int attempt = 2; attempt <= ATTEMPTS && result.isDisturbed(timeout); attempt++) {
			System.out.println("again, since writers of another table waited as well");
			String database = Variant.STARTER.database() + "_" + change.replace('-', '_') + attempt;
			prepare(server, Variant.STARTER, database);
			String before = BEFORE.get(change);
			if (before != null) {
				boot(server, Variant.STARTER, database, before, new Load(server, database, false)).close();
			}
			result = run(server, Variant.STARTER, database, change);
		}
		return result;
	}

	private static Result run(DdlServer server, Variant variant, String database, String change) throws Exception {
		server.settle(database);
		try (Load load = new Load(server, database, true)) {
			String refused = null;
			try (ConfigurableApplicationContext context = boot(server, variant, database, change, load)) {
				context.getId();
			}
			catch (RuntimeException ex) {
				load.liquibaseEnded();
				refused = refusal(ex);
			}
			double seconds = load.seconds();
			Result result = new Result(change, seconds, load.end(), load.elsewhere(), refused);
			System.out.printf(Locale.ROOT, "%-16s %-8s %9.1f %7.1f %8.1f %9.1f %10.1f  %s%n", change, variant, seconds,
					result.writers().p50(), result.writers().p99(), result.writers().longest(), result.elsewhere(),
					(refused != null) ? "refused: " + refused : "done");
			return result;
		}
	}

	private static String refusal(RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof NoOnlineFormException refused) {
				return String.valueOf(refused.getMessage());
			}
		}
		throw failure;
	}

	private static ConfigurableApplicationContext boot(DdlServer server, Variant variant, String database,
			String change, Load load) {
		return new SpringApplicationBuilder(BenchApplication.class).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().addBeanPostProcessor(load))
			.run("--spring.datasource.url=" + server.url(database), "--spring.datasource.username=" + server.user(),
					"--spring.datasource.password=", "--spring.liquibase.change-log=classpath:/bench/ddl.yaml",
					"--spring.liquibase.label-filter=" + change, "--logging.level.root=off",
					"--spring.main.banner-mode=off", "--spring.datasource.hikari.minimum-idle=1",
					"--spring.liquibase.analytics-enabled=false",
					"--expand-contract.ddl.lock-timeout=" + LOCK_TIMEOUT + "ms",
					"--expand-contract.enabled=" + (variant == Variant.STARTER));
	}

}
