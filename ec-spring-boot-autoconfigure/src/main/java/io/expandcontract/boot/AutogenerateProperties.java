package io.expandcontract.boot;

import java.util.List;

import io.expandcontract.autogenerate.Format;
import io.expandcontract.autogenerate.Unmapped;
import org.jspecify.annotations.Nullable;

/**
 * How the command autogenerate writes changelogs.
 */
public class AutogenerateProperties {

	/**
	 * Folder with the sources of the class path's resources.
	 */
	private String resources = "src/main/resources";

	/**
	 * Format of the files. That of the master changelog if not set.
	 */
	private @Nullable Format format;

	/**
	 * Author of the changesets. The user of the operating system if not set.
	 */
	private @Nullable String author;

	/**
	 * What to do about tables, sequences and types that no entity maps.
	 */
	private Unmapped unmapped = Unmapped.ASK;

	/**
	 * List of tables, sequences and types that no entity maps on purpose, or columns as
	 * in table.column; an asterisk stands for anything.
	 */
	private @Nullable List<String> keep;

	/**
	 * JDBC URL of a database of the same engine beside which scratch databases are
	 * created, where that is not the application's own server.
	 */
	private @Nullable String scratchUrl;

	/**
	 * User that may create databases there.
	 */
	private @Nullable String scratchUser;

	/**
	 * Password of that user.
	 */
	private @Nullable String scratchPassword;

	public @Nullable String getScratchUrl() {
		return this.scratchUrl;
	}

	public void setScratchUrl(@Nullable String scratchUrl) {
		this.scratchUrl = scratchUrl;
	}

	public @Nullable String getScratchUser() {
		return this.scratchUser;
	}

	public void setScratchUser(@Nullable String scratchUser) {
		this.scratchUser = scratchUser;
	}

	public @Nullable String getScratchPassword() {
		return this.scratchPassword;
	}

	public void setScratchPassword(@Nullable String scratchPassword) {
		this.scratchPassword = scratchPassword;
	}

	public String getResources() {
		return this.resources;
	}

	public void setResources(String resources) {
		this.resources = resources;
	}

	public @Nullable Format getFormat() {
		return this.format;
	}

	public void setFormat(@Nullable Format format) {
		this.format = format;
	}

	public @Nullable String getAuthor() {
		return this.author;
	}

	String authorOrUser() {
		return (this.author != null) ? this.author : System.getProperty("user.name", "autogenerate");
	}

	public void setAuthor(@Nullable String author) {
		this.author = author;
	}

	public Unmapped getUnmapped() {
		return this.unmapped;
	}

	public void setUnmapped(Unmapped unmapped) {
		this.unmapped = unmapped;
	}

	public @Nullable List<String> getKeep() {
		return this.keep;
	}

	public void setKeep(@Nullable List<String> keep) {
		this.keep = keep;
	}

}
