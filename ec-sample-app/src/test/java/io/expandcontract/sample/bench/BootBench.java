package io.expandcontract.sample.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the starter adds to a boot that has nothing to run: CPU time of the main thread,
 * minimum of interleaved boots, each in a JVM of its own.
 */
final class BootBench {

	private static final int ROUNDS = 5;

	private BootBench() {
	}

	private record Minimum(long plain, long starter) {

		long extra() {
			return this.starter - this.plain;
		}

		double ratio() {
			return (double) this.starter / this.plain;
		}

	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		System.out.printf("%-10s %10s %12s %10s %7s%n", "changesets", "plain ms", "starter ms", "extra ms", "ratio");
		measure(0);
		Minimum few = measure(200);
		Minimum many = measure(1000);
		System.out.printf("bench boot: plain_cpu_ms_200=%d starter_cpu_ms_200=%d extra_cpu_ms_200=%d ratio_1000=%.2f%n",
				few.plain(), few.starter(), few.extra(), many.ratio());
	}

	private static Minimum measure(int size) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("bench-boot");
		Files.createDirectories(folder.resolve("bench"));
		Files.writeString(folder.resolve("bench/changelog.yaml"), changelog(size));
		long plain = Long.MAX_VALUE;
		long starter = Long.MAX_VALUE;
		try (BenchServer server = new BenchServer()) {
			boot("starter", server, folder);
			for (int round = 0; round < ROUNDS; round++) {
				plain = Math.min(plain, boot("plain", server, folder));
				starter = Math.min(starter, boot("starter", server, folder));
			}
		}
		Minimum minimum = new Minimum(plain, starter);
		System.out.printf("%-10d %10d %12d %10d %7.2f%n", size, plain, starter, minimum.extra(), minimum.ratio());
		return minimum;
	}

	private static long boot(String variant, BenchServer server, Path folder) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
						System.getProperty("java.class.path") + java.io.File.pathSeparator + folder,
						BenchApplication.class.getName(), variant));
		command.addAll(server.arguments());
		command.add("--spring.liquibase.change-log=classpath:/bench/changelog.yaml");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor(2, TimeUnit.MINUTES);
		int at = output.indexOf(BenchApplication.RESULT);
		if (at < 0) {
			throw new IOException("The application did not boot:\n" + output);
		}
		return Long
			.parseLong(output.substring(at + BenchApplication.RESULT.length()).lines().findFirst().orElseThrow());
	}

	private static String changelog(int size) {
		StringBuilder yaml = new StringBuilder((size == 0) ? "databaseChangeLog: []\n" : "databaseChangeLog:\n");
		for (int index = 0; index < size; index++) {
			String table = "t" + index / 4;
			String change = switch (index % 4) {
				case 0 -> "createTable: { tableName: " + table
						+ ", columns: [ { column: { name: id, type: bigint, constraints: { primaryKey: true } } } ] }";
				case 1 -> "addColumn: { tableName: " + table
						+ ", columns: [ { column: { name: note, type: varchar(100) } } ] }";
				case 2 -> "createIndex: { tableName: " + table + ", indexName: i" + index
						+ ", columns: [ { column: { name: note } } ] }";
				default ->
					"insert: { tableName: " + table + ", columns: [ { column: { name: id, valueNumeric: 1 } } ] }";
			};
			yaml.append("  - changeSet: { id: \"")
				.append(index)
				.append("\", author: ann, changes: [ { ")
				.append(change)
				.append(" } ] }\n");
		}
		return yaml.toString();
	}

}
