package io.expandcontract.fleet;

import io.expandcontract.changelog.ChangeSetKey;
import org.jspecify.annotations.Nullable;

/**
 * A row of Liquibase's history.
 *
 * @param key the changeset
 * @param contexts its contexts as written then
 * @param tag the checkpoint it tagged, if any
 * @param order its place in the history
 * @param checksum the checksum it ran with, if it has one
 */
public record HistoryRow(ChangeSetKey key, @Nullable String contexts, @Nullable String tag, int order,
		@Nullable String checksum) {
}
