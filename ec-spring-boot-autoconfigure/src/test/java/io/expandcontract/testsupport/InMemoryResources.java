package io.expandcontract.testsupport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.OpenOptions;
import liquibase.resource.Resource;

/**
 * Changelog files that exist in a test alone.
 */
public final class InMemoryResources extends AbstractResourceAccessor {

	private final Map<String, String> files = new TreeMap<>();

	/**
	 * Add a file.
	 * @param path its path
	 * @param content its content
	 * @return this
	 */
	public InMemoryResources with(String path, String content) {
		this.files.put(path, content);
		return this;
	}

	@Override
	public List<Resource> search(String path, boolean recursive) {
		String folder = path.endsWith("/") ? path : path + "/";
		List<Resource> found = new ArrayList<>();
		this.files.keySet()
			.stream()
			.filter((file) -> file.startsWith(folder) && (recursive || file.indexOf('/', folder.length()) < 0))
			.forEach((file) -> found.add(new File(file, this.files)));
		return found;
	}

	@Override
	public List<Resource> getAll(String path) {
		return this.files.containsKey(path) ? List.of(new File(path, this.files)) : List.of();
	}

	@Override
	public List<String> describeLocations() {
		return List.of("memory");
	}

	@Override
	public void close() {
	}

	private static final class File extends AbstractResource {

		private final Map<String, String> files;

		File(String path, Map<String, String> files) {
			super(path, URI.create("memory:/" + path));
			this.files = files;
		}

		@Override
		public InputStream openInputStream() {
			return new ByteArrayInputStream(this.files.getOrDefault(getPath(), "").getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public boolean exists() {
			return this.files.containsKey(getPath());
		}

		@Override
		public Resource resolve(String other) {
			return new File(resolvePath(other), this.files);
		}

		@Override
		public Resource resolveSibling(String other) {
			return new File(resolveSiblingPath(other), this.files);
		}

		@Override
		public OutputStream openOutputStream(OpenOptions options) throws IOException {
			throw new IOException("Files in memory cannot be written");
		}

	}

}
