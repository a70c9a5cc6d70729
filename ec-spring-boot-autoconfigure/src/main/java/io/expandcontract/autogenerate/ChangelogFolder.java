package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.expandcontract.changelog.Phase;

/**
 * Where the files of one run go: a folder for each phase, and the same number and name in
 * each, so that what belongs together is found together.
 *
 * @param folder the folder that holds the phases' folders, such as
 * {@code db/changelog/1.2}
 * @param number the number within the folder
 * @param message what the change is for
 * @param author who the changesets belong to
 * @param format how the files are written
 */
record ChangelogFolder(String folder, int number, String message, String author, Format format) {

	/**
	 * Return the files that a plan needs.
	 * @param plan the plan
	 * @param dbms the engine that SQL is for
	 * @return files in the order in which they run
	 */
	List<ChangelogFile> files(Plan plan, String dbms) {
		Map<Phase, String> paths = new EnumMap<>(Phase.class);
		for (Phase phase : Phase.values()) {
			if (!plan.of(phase).isEmpty()) {
				boolean own = plan.of(phase).stream().anyMatch((planned) -> planned.step().isOwn());
				paths.put(phase, path(phase, own ? this.format.extensionOfOwn() : this.format.extension()));
			}
		}
		List<ChangelogFile> files = new ArrayList<>();
		paths.forEach((phase, path) -> files.add(new ChangelogFile(path, phase, this.author, dbms, plan.of(phase),
				paths, files.isEmpty() ? plan.questions() : List.of())));
		return files;
	}

	private String path(Phase phase, String extension) {
		String slug = this.message.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
		return "%s%s/%03d-%s.%s".formatted(this.folder.isEmpty() ? "" : this.folder + "/",
				phase.name().toLowerCase(Locale.ROOT), this.number, slug.isEmpty() ? "changes" : slug, extension);
	}

}
