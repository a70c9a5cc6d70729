package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;

/**
 * Turns blockers into the one reason of a refusal, and a sentence.
 */
final class Refusals {

	private Refusals() {
	}

	static RefusalReason reason(List<Blocker> blockers) {
		if (has(blockers, BlockerCode.ADOPTION)) {
			return RefusalReason.ADOPTION;
		}
		if (blockers.stream().anyMatch((blocker) -> blocker.instance() != null && !blocker.instance().isStale())) {
			return RefusalReason.LIVE_INSTANCES;
		}
		if (has(blockers, BlockerCode.INSTANCE_LACKS_CHANGESET) || has(blockers, BlockerCode.INSTANCE_LIVES)) {
			return RefusalReason.STALE_INSTANCES;
		}
		if (has(blockers, BlockerCode.UNKNOWN_SESSION)) {
			return RefusalReason.UNKNOWN_SESSIONS;
		}
		if (has(blockers, BlockerCode.FLEET_UNOBSERVED)) {
			return RefusalReason.STALE_INSTANCES;
		}
		if (has(blockers, BlockerCode.MAPPED_BY_MODEL)) {
			return RefusalReason.MAPPED_BY_MODEL;
		}
		if (has(blockers, BlockerCode.NOT_VERIFIED)) {
			return RefusalReason.NOT_VERIFIED;
		}
		if (has(blockers, BlockerCode.DATA_PENDING)) {
			return RefusalReason.DATA_PENDING;
		}
		return has(blockers, BlockerCode.ASK_RELEASE) ? RefusalReason.ASK_RELEASE : RefusalReason.EXPAND_PENDING;
	}

	private static boolean has(List<Blocker> blockers, BlockerCode code) {
		return blockers.stream().anyMatch((blocker) -> blocker.code() == code);
	}

	static String sentence(String operation, List<Blocker> blockers) {
		Blocker first = blockers.get(0);
		String rest = (blockers.size() > 1) ? " (and " + (blockers.size() - 1) + " more)" : "";
		return operation + " refused: " + first.message() + rest + ". " + first.remedy();
	}

}
