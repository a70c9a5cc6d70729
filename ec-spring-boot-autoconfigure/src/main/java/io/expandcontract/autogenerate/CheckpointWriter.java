package io.expandcontract.autogenerate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.expandcontract.autogenerate.AutogenerateResult.File;
import org.jspecify.annotations.Nullable;

/**
 * Closes a changelog with a checkpoint: a changeset that tags the database. It stands
 * where everything that is there stands before it, and everything that is added later
 * after it.
 */
public final class CheckpointWriter {

	private final ChangelogProject project;

	private final AutogenerateSettings settings;

	/**
	 * Create a writer for one changelog.
	 * @param project where its files are
	 * @param settings how files are written
	 */
	public CheckpointWriter(ChangelogProject project, AutogenerateSettings settings) {
		this.project = project;
		this.settings = settings;
	}

	/**
	 * Add a checkpoint.
	 * @param name its name, which no other checkpoint of the changelog bears
	 * @param dryRun whether to write nothing
	 * @return the file that was changed, or would be, with its whole content
	 * @throws UnwritableChangelogException if there is no place for it
	 */
	public File write(String name, boolean dryRun) {
		Path master = this.settings.resources().resolve(this.project.master());
		if (!Files.isRegularFile(master)) {
			throw new UnwritableChangelogException("There is no " + master.toAbsolutePath()
					+ ", so it is not known where the sources of the changelog are", null);
		}
		try {
			File file = file(name, Files.readString(master));
			if (!dryRun) {
				ChangelogProject.replace(this.settings.resources().resolve(file.path()), file.content());
			}
			return file;
		}
		catch (IOException ex) {
			throw new UnwritableChangelogException("The checkpoint " + name + " cannot be written", ex);
		}
	}

	private File file(String name, String master) {
		String folder = this.project.folder(this.settings, name).folder();
		String path = (folder.isEmpty() ? "" : folder + "/") + "tag-" + name + ".yaml";
		if (this.project.isIncluded(master, path)) {
			return besideVersion(name, path);
		}
		String item = master.contains("</databaseChangeLog>") ? inXml(name) : inYaml(name);
		String closed = MasterChangelog.append(master, List.of(item));
		if (closed == null) {
			throw new UnwritableChangelogException(
					"A checkpoint can be added to a changelog in YAML or XML, which " + this.project.master()
							+ " is not: end it with a changeset tag-" + name + " with the change tagDatabase " + name,
					null);
		}
		return new File(this.project.master(), closed);
	}

	/**
	 * Return a file in the folder of the version, which an {@code includeAll} takes after
	 * the folders of the phases. At the end of the master changelog it would stand after
	 * every version to come.
	 */
	private File besideVersion(String name, String path) {
		if (this.project.version() == null) {
			throw new UnwritableChangelogException("The changelog " + this.project.master()
					+ " includes a folder in which everything to come would stand before a checkpoint: "
					+ "set spring.application.version, which gives each version a folder, or include files one by one",
					null);
		}
		if (Files.exists(this.settings.resources().resolve(path))) {
			throw new UnwritableChangelogException("There is a file " + path + " already", null);
		}
		return new File(path, String.valueOf(MasterChangelog.append("databaseChangeLog:\n", List.of(inYaml(name)))));
	}

	private String inYaml(String name) {
		return """
				- changeSet:
				    id: "tag-%s"
				    author: "%s"
				    changes:
				      - tagDatabase: { tag: "%s" }
				""".formatted(name, this.settings.author().replace("\\", "\\\\").replace("\"", "\\\""), name);
	}

	private String inXml(String name) {
		return """
				<changeSet id="tag-%s" author="%s">
				    <tagDatabase tag="%s"/>
				</changeSet>
				""".formatted(name, XmlChangelog.escaped(this.settings.author()), name);
	}

	/**
	 * Return what is wrong with a name.
	 * @param name the name
	 * @return a sentence, or {@code null} if a checkpoint can bear it
	 */
	public static @Nullable String problem(String name) {
		if (List.of("pause", "resume", "cancel").contains(name)) {
			return "The checkpoint " + name + " would bear the name of an operation, as in POST …/migrate/" + name;
		}
		if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._+-]{0,254}")) {
			return "The checkpoint " + name
					+ " could not stand in a URL: use letters, digits, and . _ + - between them";
		}
		return null;
	}

}
