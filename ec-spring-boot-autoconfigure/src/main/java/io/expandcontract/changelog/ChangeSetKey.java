package io.expandcontract.changelog;

import java.util.Locale;

import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentLruCache;

/**
 * The identity of a changeset, equal by Liquibase's own rule: id, author and normalized
 * path, ignoring case. Checksums are no part of it.
 *
 * @param path the changelog file, normalized
 * @param id the changeset's id
 * @param author the changeset's author
 */
public record ChangeSetKey(String path, String id, String author) {

	/** Liquibase normalizes with regular expressions, and a file has many changesets. */
	private static final ConcurrentLruCache<String, String> NORMALIZED = new ConcurrentLruCache<>(1000,
			DatabaseChangeLog::normalizePath);

	/**
	 * Create the key, normalizing the path.
	 */
	public ChangeSetKey {
		path = NORMALIZED.get(path);
	}

	/**
	 * Return the identity of a changeset.
	 * @param changeSet a parsed changeset
	 * @return its key
	 */
	public static ChangeSetKey of(ChangeSet changeSet) {
		return new ChangeSetKey(changeSet.getFilePath(), changeSet.getId(), changeSet.getAuthor());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ChangeSetKey key && this.path.equalsIgnoreCase(key.path)
				&& this.id.equalsIgnoreCase(key.id) && this.author.equalsIgnoreCase(key.author);
	}

	@Override
	public int hashCode() {
		return this.path.toLowerCase(Locale.ROOT).hashCode() * 31 + this.id.toLowerCase(Locale.ROOT).hashCode();
	}

	@Override
	public String toString() {
		return this.path + "::" + this.id + "::" + this.author;
	}

}
