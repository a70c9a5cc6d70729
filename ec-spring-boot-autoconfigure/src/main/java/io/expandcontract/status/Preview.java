package io.expandcontract.status;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a run would do in one database.
 *
 * @param changeSets what is pending, in running order
 * @param gate what stands in the way
 */
public record Preview(List<ChangeSetDescriptor> changeSets, DatabaseStatus.GateDescriptor gate) {

	/**
	 * A changeset that is pending.
	 *
	 * @param changeSet its identity
	 * @param checkpoint the checkpoint that closes it, if any
	 * @param allowed whether it would run now
	 * @param sql its statements, with the values of changelog parameters replaced by
	 * their names, or {@code null} if they are not to be shown
	 * @param sqlHiddenBecause why not, if they cannot be
	 */
	public record ChangeSetDescriptor(String changeSet, @Nullable String checkpoint, boolean allowed,
			@Nullable List<String> sql, @Nullable String sqlHiddenBecause) {
	}

}
