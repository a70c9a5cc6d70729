package io.expandcontract.changelog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What one build ships: every identity of its unfiltered changelog. Named by a
 * fingerprint of them, without checksums, which vary with database, parameters and
 * Liquibase version.
 *
 * @param id the fingerprint
 * @param version the application's version, for people
 * @param baseline the checkpoint at or before which everything is known, if declared
 * @param entries the identities with phase and checkpoint, in changelog order
 */
public record Release(String id, String version, @Nullable String baseline, List<Entry> entries) {

	/**
	 * One changeset of a release.
	 *
	 * @param key its identity
	 * @param phase its phase, if it has one
	 * @param checkpoint the checkpoint that closes it, if any
	 */
	public record Entry(ChangeSetKey key, @Nullable Phase phase, @Nullable String checkpoint) {
	}

	/**
	 * Name a release by what it ships.
	 * @param version the application's version
	 * @param baseline its declared baseline, if any
	 * @param entries its changesets, in changelog order
	 * @return the release
	 */
	public static Release of(String version, @Nullable String baseline, List<Entry> entries) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(("baseline " + baseline + "\n").getBytes(StandardCharsets.UTF_8));
			for (Entry entry : entries) {
				String line = entry.key() + " " + entry.phase() + " " + entry.checkpoint() + "\n";
				digest.update(line.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
			}
			return new Release(HexFormat.of().formatHex(digest.digest(), 0, 16), version, baseline,
					List.copyOf(entries));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Return the identities.
	 * @return a new set
	 */
	public Set<ChangeSetKey> keys() {
		return this.entries.stream().map(Entry::key).collect(Collectors.toSet());
	}

	/**
	 * Return the fingerprint as people read it.
	 * @return its first eight digits
	 */
	public String shortId() {
		return this.id.substring(0, Math.min(8, this.id.length()));
	}

}
