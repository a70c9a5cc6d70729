package io.expandcontract.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.expandcontract.database.DatabaseSession;
import io.expandcontract.database.SessionTag;
import io.expandcontract.fleet.SessionReport.Mode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a silent instance's sessions say of it, told apart by tag or by address.
 */
class StaleJudgeTests {

	private static final SessionTag TAG = new SessionTag("ec:0123456789ab");

	private static final FleetSettings SETTINGS = new FleetSettings(Duration.ofSeconds(5), Duration.ofSeconds(30),
			Duration.ofMinutes(5), SessionCheck.AUTO);

	private static final Duration SHORT = Duration.ofMinutes(1);

	private static final Duration LONG = Duration.ofMinutes(6);

	private final StaleJudge judge = new StaleJudge(SETTINGS);

	private static Instance silent(Duration silence, @Nullable String address) {
		long micros = silence.toNanos() / 1000;
		return new Instance("1", "orders:1", "1.0", "r", InstanceState.STALE, 1, micros, 1L, micros, TAG, address);
	}

	private static FleetView view(Mode mode, Set<String> wakeful, DatabaseSession... sessions) {
		SessionReport report = new SessionReport(mode, null, List.of(sessions), List.of(), List.of(), wakeful);
		return new FleetView(new Observation(Long.MAX_VALUE, Long.MAX_VALUE), List.of(), List.of(), report,
				new ReleaseKnowledge(List.of()), Set.of());
	}

	private static DatabaseSession session(String application, String address) {
		return new DatabaseSession("7", "app", application, address, 0);
	}

	private StaleJudge.Verdict judge(Duration silence, FleetView view) {
		return this.judge.judge(silent(silence, "10.0.0.1"), view);
	}

	@Test
	void whoseSessionsAreAllGoneIsGoneAtOnce() {
		assertThat(judge(SHORT, view(Mode.TAGS, Set.of()))).isEqualTo(StaleJudge.Verdict.GONE);
		assertThat(judge(SHORT, view(Mode.ADDRESSES, Set.of("10.0.0.2"), session("", "10.0.0.2"))))
			.isEqualTo(StaleJudge.Verdict.GONE);
	}

	@Test
	void whoseSessionsRemainLosesThemAfterAWhile() {
		FleetView tagged = view(Mode.TAGS, Set.of(), session(TAG.value(), "10.0.0.1"));
		assertThat(judge(SHORT, tagged)).isEqualTo(StaleJudge.Verdict.WAIT);
		assertThat(judge(LONG, tagged)).isEqualTo(StaleJudge.Verdict.END_SESSIONS);
		FleetView untagged = view(Mode.ADDRESSES, Set.of("10.0.0.2"), session("", "10.0.0.1"));
		assertThat(judge(SHORT, untagged)).isEqualTo(StaleJudge.Verdict.WAIT);
		assertThat(judge(LONG, untagged)).isEqualTo(StaleJudge.Verdict.END_SESSIONS);
	}

	@Test
	void atASharedAddressNobodyLosesASessionAndTheSilentOneIsForgotten() {
		FleetView shared = view(Mode.ADDRESSES, Set.of("10.0.0.1"), session("", "10.0.0.1"));
		assertThat(judge(SHORT, shared)).isEqualTo(StaleJudge.Verdict.WAIT);
		assertThat(judge(LONG, shared)).isEqualTo(StaleJudge.Verdict.GONE);
		assertThat(this.judge.because(silent(LONG, "10.0.0.1"), shared)).isEqualTo(GoneBecause.FORGOTTEN);
	}

	@Test
	void whoseAddressIsNotKnownIsNotGoneForWantOfSessions() {
		assertThat(this.judge.judge(silent(SHORT, null), view(Mode.ADDRESSES, Set.of())))
			.isEqualTo(StaleJudge.Verdict.WAIT);
	}

}
