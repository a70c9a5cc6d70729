package io.expandcontract.sample;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/**
 * The files in {@code k8s}, parsed: maps, lists and scalars.
 */
final class Manifests {

	private static final Path FOLDER = Path.of("k8s");

	private Manifests() {
	}

	static Object read(String file) throws IOException {
		try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file))) {
			return new Yaml().load(reader);
		}
	}

	static List<Object> all() throws IOException {
		List<Object> manifests = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, "*.yaml")) {
			for (Path file : files) {
				manifests.add(read(file.getFileName().toString()));
			}
		}
		return manifests;
	}

	/**
	 * Finds what stands under a key, however deep.
	 * @param <T> the type
	 * @param type the type of the values that are meant
	 * @param key the key
	 * @param node where to begin
	 * @return the values
	 */
	static <T> Stream<T> values(Class<T> type, String key, Object node) {
		return nodes(node).filter(Map.class::isInstance)
			.map((map) -> ((Map<?, ?>) map).get(key))
			.filter(type::isInstance)
			.map(type::cast);
	}

	/**
	 * Returns a node and all below it.
	 * @param node the node
	 * @return the nodes
	 */
	static Stream<Object> nodes(Object node) {
		Stream<Object> children = Stream.empty();
		if (node instanceof Map<?, ?> map) {
			children = map.values().stream().flatMap(Manifests::nodes);
		}
		else if (node instanceof List<?> list) {
			children = list.stream().flatMap(Manifests::nodes);
		}
		return Stream.concat(Stream.of(node), children);
	}

}
