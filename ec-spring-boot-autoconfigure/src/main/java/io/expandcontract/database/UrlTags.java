package io.expandcontract.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Puts the session tag into a JDBC URL, which beats whatever properties say: on
 * PostgreSQL into the application's name, on MySQL and MariaDB into a connection
 * attribute of its own.
 */
enum UrlTags {

	/** The name that {@code pg_stat_activity} shows. */
	APPLICATION_NAME("ApplicationName", Pattern.compile("jdbc:postgresql:.*")) {

		@Override
		String tagged(@Nullable String present, SessionTag tag, boolean own) {
			return tag.appendTo(present, own);
		}

	},

	/** The attributes that {@code session_connect_attrs} shows. */
	CONNECTION_ATTRIBUTES("connectionAttributes", Pattern.compile("jdbc:(mysql|mariadb):.*")) {

		@Override
		String tagged(@Nullable String present, SessionTag tag, boolean own) {
			String attribute = SessionTags.ATTRIBUTE + ":" + tag.value().substring("ec:".length())
					+ (own ? SessionTags.OWN : "");
			if (present == null || present.isBlank() || "none".equals(present)) {
				return attribute;
			}
			String others = String.join(",",
					Arrays.stream(present.split(","))
						.filter((each) -> !each.startsWith(SessionTags.ATTRIBUTE + ":"))
						.toList());
			return others.isEmpty() ? attribute : others + "," + attribute;
		}

	};

	private final String property;

	private final Pattern urls;

	UrlTags(String property, Pattern urls) {
		this.property = property;
		this.urls = urls;
	}

	/**
	 * Return where the database behind a URL shows a tag.
	 * @param url a JDBC URL
	 * @return the place, or {@code null} if there is none
	 */
	static @Nullable UrlTags of(String url) {
		return Arrays.stream(values()).filter((each) -> each.urls.matcher(url).matches()).findFirst().orElse(null);
	}

	abstract String tagged(@Nullable String present, SessionTag tag, boolean own);

	/**
	 * Return the driver's property that carries the tag.
	 * @return its name
	 */
	String property() {
		return this.property;
	}

	/**
	 * Append the tag to what the application itself says.
	 * @param url a JDBC URL
	 * @param given what the connection properties say, if anything
	 * @param tag the tag
	 * @param own whether the sessions are the starter's own
	 * @return the URL with the tag
	 */
	String apply(String url, @Nullable String given, SessionTag tag, boolean own) {
		Matcher matcher = Pattern.compile("([?&]" + this.property + "=)([^&]*)").matcher(url);
		if (matcher.find()) {
			String present = URLDecoder.decode(matcher.group(2), StandardCharsets.UTF_8);
			return matcher.replaceFirst(Matcher.quoteReplacement(matcher.group(1) + encode(tagged(present, tag, own))));
		}
		return with(url, this.property, tagged(given, tag, own));
	}

	static String with(String url, String parameter, String value) {
		return url + (url.contains("?") ? "&" : "?") + parameter + "=" + encode(value);
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("%3A", ":")
			.replace("%2C", ",");
	}

}
