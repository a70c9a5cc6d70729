package io.expandcontract.sample.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What a boot took, in milliseconds.
 *
 * @param cpu CPU time of the main thread
 * @param liquibaseCpu the part of it within the initialization of Liquibase's bean
 * @param liquibaseWall how long that initialization took by the clock
 */
record BootCost(long cpu, long liquibaseCpu, long liquibaseWall) {

	private static final String RESULT = "boot-cost ";

	String line() {
		return RESULT + this.cpu + " " + this.liquibaseCpu + " " + this.liquibaseWall;
	}

	static BootCost in(String output) {
		String line = output.lines()
			.filter((each) -> each.startsWith(RESULT))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The application did not boot:\n" + output));
		List<Long> parts = Arrays.stream(line.substring(RESULT.length()).split(" ")).map(Long::valueOf).toList();
		return new BootCost(parts.get(0), parts.get(1), parts.get(2));
	}

	BootCost min(BootCost other) {
		return new BootCost(Math.min(this.cpu, other.cpu), Math.min(this.liquibaseCpu, other.liquibaseCpu),
				Math.min(this.liquibaseWall, other.liquibaseWall));
	}

}
