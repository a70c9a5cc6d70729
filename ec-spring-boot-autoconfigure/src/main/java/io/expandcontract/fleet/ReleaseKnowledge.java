package io.expandcontract.fleet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Release;
import org.jspecify.annotations.Nullable;

/**
 * What releases know: what is in their changelog, or at or before the checkpoint that
 * they declare as their baseline.
 */
public final class ReleaseKnowledge {

	private final Map<String, Release> releases = new HashMap<>();

	private final Map<String, Set<ChangeSetKey>> keys = new HashMap<>();

	/**
	 * Create the knowledge.
	 * @param releases the releases to judge, with those that ship what they know
	 */
	public ReleaseKnowledge(List<Release> releases) {
		for (Release release : releases) {
			this.releases.put(release.id(), release);
			this.keys.put(release.id(), new HashSet<>(release.keys()));
		}
	}

	/**
	 * Return whether a release knows a changeset. A release that nobody recorded knows
	 * nothing.
	 * @param releaseId the release's fingerprint
	 * @param key the changeset
	 * @return {@code true} if its code neither reads nor writes what the changeset
	 * removes
	 */
	public boolean knows(String releaseId, ChangeSetKey key) {
		Release release = this.releases.get(releaseId);
		if (release == null) {
			return false;
		}
		return this.keys.getOrDefault(releaseId, Set.of()).contains(key) || isBeforeBaseline(release, key);
	}

	private boolean isBeforeBaseline(Release release, ChangeSetKey key) {
		String baseline = release.baseline();
		return baseline != null && this.releases.values()
			.stream()
			.anyMatch((shipper) -> position(shipper, key) <= lastPosition(shipper, baseline));
	}

	private static int position(Release release, ChangeSetKey key) {
		for (int index = 0; index < release.entries().size(); index++) {
			if (release.entries().get(index).key().equals(key)) {
				return index;
			}
		}
		return Integer.MAX_VALUE;
	}

	private static int lastPosition(Release release, String checkpoint) {
		for (int index = release.entries().size() - 1; index >= 0; index--) {
			if (checkpoint.equals(release.entries().get(index).checkpoint())) {
				return index;
			}
		}
		return -1;
	}

	/**
	 * Return the release that knows everything this one knows, and more, and holds a
	 * changeset.
	 * @param release the lesser release
	 * @param key the changeset
	 * @return such a release, or {@code null}
	 */
	public @Nullable Release knowingMore(Release release, ChangeSetKey key) {
		Set<ChangeSetKey> own = release.keys();
		return this.releases.values()
			.stream()
			.filter((other) -> other.entries().size() > own.size())
			.filter((other) -> {
				Set<ChangeSetKey> held = this.keys.getOrDefault(other.id(), Set.of());
				return held.contains(key) && held.containsAll(own);
			})
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return a release.
	 * @param id its fingerprint
	 * @return the release, or {@code null} if it is not recorded
	 */
	public @Nullable Release find(String id) {
		return this.releases.get(id);
	}

	/**
	 * Return all releases.
	 * @return the releases, in no order
	 */
	public List<Release> releases() {
		return List.copyOf(this.releases.values());
	}

}
