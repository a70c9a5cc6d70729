package io.expandcontract.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The paths that answer whether or not work is let in: the actuator's, and the probes'
 * where they have paths of their own. They are how one sees why, and liveness must not
 * depend on the database.
 */
final class ManagementPaths {

	private static final boolean ACTUATOR = ClassUtils.isPresent(
			"org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints",
			ManagementPaths.class.getClassLoader());

	private final Supplier<List<String>> source;

	private volatile @Nullable List<String> paths;

	private ManagementPaths(Supplier<List<String>> source) {
		this.source = source;
	}

	/**
	 * Find the paths when they are first asked for, since endpoints come last.
	 * @param beans the application's beans
	 * @param prefix what stands before the application's paths, perhaps empty
	 * @return the paths
	 */
	static ManagementPaths of(BeanFactory beans, String prefix) {
		return new ManagementPaths(() -> ACTUATOR ? Actuator.paths(beans, prefix) : List.of());
	}

	/**
	 * Return whether a path is one of them or lies below.
	 * @param path a path within the application
	 * @return {@code true} if it is
	 */
	boolean contains(String path) {
		List<String> known = this.paths;
		if (known == null) {
			known = this.source.get();
			this.paths = known;
		}
		return known.stream()
			.anyMatch((each) -> path.startsWith(each)
					&& (path.length() == each.length() || path.charAt(each.length()) == '/'));
	}

	private static final class Actuator {

		static List<String> paths(BeanFactory beans, String prefix) {
			PathMappedEndpoints endpoints = beans.getBeanProvider(PathMappedEndpoints.class).getIfAvailable();
			if (endpoints == null) {
				return List.of();
			}
			List<String> paths = new ArrayList<>(endpoints.getAllPaths());
			paths.addAll(endpoints.getAdditionalPaths(WebServerNamespace.SERVER, EndpointId.of("health")));
			if (StringUtils.hasText(endpoints.getBasePath()) && !"/".equals(endpoints.getBasePath())) {
				paths.add(endpoints.getBasePath());
			}
			return paths.stream().map((path) -> prefix + path).toList();
		}

	}

}
