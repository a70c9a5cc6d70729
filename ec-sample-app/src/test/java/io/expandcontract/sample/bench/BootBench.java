package io.expandcontract.sample.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the starter adds to a boot that has nothing to run: CPU time of the main thread,
 * minimum of interleaved boots, each in a JVM of its own. The plain variant has the same
 * class path without the starter.
 */
final class BootBench {

	private static final int ROUNDS = 5;

	private static final String ROW = "%-10d %9s %8d %8d %11d%n";

	private BootBench() {
	}

	private enum Variant {

		PLAIN, STARTER

	}

	private record Minima(BootCost plain, BootCost starter) {

		long extra() {
			return this.starter.cpu() - this.plain.cpu();
		}

		double ratio() {
			return (double) this.starter.cpu() / this.plain.cpu();
		}

	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		System.out.println("An application without web and JPA on a real PostgreSQL, every changeset already run, "
				+ "Liquibase's telemetry off.");
		System.out.println("Milliseconds, minimum of " + ROUNDS + " boots. main: CPU of the main thread in "
				+ "SpringApplication.run; bean: Liquibase's initialization in it.");
		System.out.printf("%-10s %9s %8s %8s %11s%n", "changesets", "variant", "main", "bean", "bean wall");
		measure(0);
		Minima few = measure(200);
		Minima many = measure(1000);
		System.out.printf("bench boot: plain_cpu_ms_200=%d starter_cpu_ms_200=%d extra_cpu_ms_200=%d ratio_1000=%.2f%n",
				few.plain().cpu(), few.starter().cpu(), few.extra(), many.ratio());
	}

	private static Minima measure(int size) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("bench-boot");
		Path changelog = folder.resolve("bench-changelog.yaml");
		try (BenchServer server = new BenchServer()) {
			Files.writeString(changelog, BenchChangelog.yaml(size));
			boot(Variant.STARTER, server, folder);
			BootCost plain = boot(Variant.PLAIN, server, folder);
			BootCost starter = boot(Variant.STARTER, server, folder);
			for (int round = 1; round < ROUNDS; round++) {
				plain = plain.min(boot(Variant.PLAIN, server, folder));
				starter = starter.min(boot(Variant.STARTER, server, folder));
			}
			Minima minima = new Minima(plain, starter);
			print(size, "plain", plain);
			print(size, "starter", starter);
			System.out.printf(ROW, size, "extra", minima.extra(), starter.liquibaseCpu() - plain.liquibaseCpu(),
					starter.liquibaseWall() - plain.liquibaseWall());
			return minima;
		}
		finally {
			Files.deleteIfExists(changelog);
			Files.deleteIfExists(folder);
		}
	}

	private static void print(int size, String variant, BootCost cost) {
		System.out.printf(ROW, size, variant, cost.cpu(), cost.liquibaseCpu(), cost.liquibaseWall());
	}

	private static BootCost boot(Variant variant, BenchServer server, Path folder)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-cp", classPath(variant) + File.pathSeparator + folder));
		command.add(BenchApplication.class.getName());
		command.addAll(server.arguments());
		command.add("--spring.liquibase.change-log=classpath:/bench-changelog.yaml");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			process.waitFor();
			return BootCost.in(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String classPath(Variant variant) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("ec-sample-app/target/classes"))
			.filter((entry) -> variant == Variant.STARTER || !Path.of(entry).getFileName().toString().startsWith("ec-"))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
