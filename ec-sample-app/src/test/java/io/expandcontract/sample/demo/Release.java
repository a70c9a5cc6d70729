package io.expandcontract.sample.demo;

/**
 * The two releases of the sample application, both of them in one jar.
 */
enum Release {

	ONE_ZERO("1.0", "release-1.0"),

	ONE_ONE("1.1", "release-1.1");

	private final String version;

	private final String profile;

	Release(String version, String profile) {
		this.version = version;
		this.profile = profile;
	}

	String version() {
		return this.version;
	}

	String profile() {
		return this.profile;
	}

}
