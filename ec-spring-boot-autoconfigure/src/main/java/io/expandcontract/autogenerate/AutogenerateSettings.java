package io.expandcontract.autogenerate;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How differences become files.
 *
 * @param resources the folder with the sources of the class path's resources
 * @param format how files are written, or {@code null} for the format of the changelog
 * they are included by
 * @param author who the changesets belong to
 * @param unmapped what to do about what no entity maps
 * @param keep what no entity maps on purpose: names of tables, sequences and types, or a
 * table's and a column's with a point between, in which {@code *} stands for anything
 */
public record AutogenerateSettings(Path resources, @Nullable Format format, String author, Unmapped unmapped,
		List<String> keep) {

	/**
	 * Return settings to split a file: what it drops is dropped, and the format is its
	 * own unless one is set.
	 * @param path the file
	 * @return a copy
	 */
	public AutogenerateSettings splitting(String path) {
		Format own = path.endsWith(".xml") ? Format.XML : path.endsWith(".sql") ? Format.SQL : Format.YAML;
		return new AutogenerateSettings(this.resources, (this.format != null) ? this.format : own, this.author,
				Unmapped.DROP, List.of());
	}

}
