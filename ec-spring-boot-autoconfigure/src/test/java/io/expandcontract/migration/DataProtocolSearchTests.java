package io.expandcontract.migration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Searches every interleaving of an image that does not know a backfill with workers, a
 * release that relies on the data and a contract run. It is a model: the statements
 * themselves are held to it on every database.
 */
class DataProtocolSearchTests {

	private final Set<DataWorld> seen = new HashSet<>();

	private boolean good;

	private @Nullable DataWorld search(DataMutation mutation) {
		Deque<DataWorld> open = new ArrayDeque<>();
		open.add(new DataWorld(mutation));
		while (!open.isEmpty()) {
			DataWorld world = open.removeLast();
			if (!this.seen.add(world)) {
				continue;
			}
			if (world.violation() != null) {
				return world;
			}
			this.good |= world.isGood();
			open.addAll(world.moves());
		}
		return null;
	}

	@Test
	void dataIsNeverMissingAndNeverOverwritten() {
		assertThat(search(DataMutation.NONE)).isNull();
		assertThat(this.seen).hasSizeGreaterThan(10_000);
		assertThat(this.good).isTrue();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void mutationIsCaught(DataMutation mutation) {
		assertThat(search(mutation)).isNotNull();
	}

}
