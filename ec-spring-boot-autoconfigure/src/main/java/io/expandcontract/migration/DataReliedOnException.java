package io.expandcontract.migration;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.expandcontract.backfill.DataMark;
import io.expandcontract.changelog.Release;

/**
 * A newer release relies on data that a backfill has moved, and rows that this release
 * writes would lack it, because it does not know the backfill. It must not serve.
 */
public class DataReliedOnException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param release this release
	 * @param relied the backfills that it does not know and others rely on
	 * @param knowing the versions that know them
	 */
	public DataReliedOnException(Release release, List<DataMark> relied, List<String> knowing) {
		super("Release " + release.version() + " (" + release.shortId() + ") cannot serve: "
				+ relied.stream()
					.map((mark) -> "it does not know the backfill " + mark.key() + " of " + mark.table()
							+ ", on whose data release " + mark.reliedBy() + " relies")
					.collect(Collectors.joining("; "))
				+ ". Rows that it wrote would lack that data. Deploy "
				+ (knowing.isEmpty() ? "a release that has these changesets" : "a release that knows them: "
						+ String.join(", ", new TreeSet<>(knowing)) + ", or a later one"));
	}

}
