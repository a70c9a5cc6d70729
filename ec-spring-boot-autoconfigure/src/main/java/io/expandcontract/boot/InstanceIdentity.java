package io.expandcontract.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The name and version by which people know this instance: application and host and, off
 * Kubernetes, the port.
 *
 * @param name the name
 * @param version the version
 */
record InstanceIdentity(String name, String version) {

	static InstanceIdentity of(ExpandContractProperties.Instance properties, Environment environment,
			@Nullable String buildVersion) {
		String name = properties.getName();
		String version = properties.getVersion();
		return new InstanceIdentity(StringUtils.hasText(name) ? name : derivedName(environment),
				StringUtils.hasText(version) ? version : derivedVersion(environment, buildVersion));
	}

	private static String derivedName(Environment environment) {
		String name = environment.getProperty("spring.application.name", "application") + ":" + host(environment);
		String port = environment.getProperty("server.port");
		boolean kubernetes = CloudPlatform.KUBERNETES.isActive(environment);
		return (kubernetes || !StringUtils.hasText(port) || "0".equals(port)) ? name : name + ":" + port;
	}

	private static String host(Environment environment) {
		String host = environment.getProperty("HOSTNAME");
		if (StringUtils.hasText(host)) {
			return host;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown-host";
		}
	}

	private static String derivedVersion(Environment environment, @Nullable String buildVersion) {
		String version = environment.getProperty("spring.application.version");
		if (StringUtils.hasText(version)) {
			return version;
		}
		return StringUtils.hasText(buildVersion) ? buildVersion : "unversioned";
	}

}
