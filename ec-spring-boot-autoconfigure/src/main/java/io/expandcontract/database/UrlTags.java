package io.expandcontract.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Puts the session tag into a JDBC URL, which beats whatever properties say.
 */
final class UrlTags {

	static final String PROPERTY = "ApplicationName";

	private static final Pattern IN_URL = Pattern.compile("([?&]ApplicationName=)([^&]*)");

	private UrlTags() {
	}

	/**
	 * Return whether the database shows a name that a URL can carry.
	 * @param url a JDBC URL
	 * @return {@code true} for PostgreSQL
	 */
	static boolean carries(String url) {
		return url.startsWith("jdbc:postgresql:");
	}

	/**
	 * Append the tag to the application's own name.
	 * @param url a JDBC URL
	 * @param property the name that the connection properties give, if any
	 * @param tag the tag
	 * @param own whether the sessions are the starter's own
	 * @return the URL with the tag, or as it was where it cannot carry one
	 */
	static String apply(String url, @Nullable String property, SessionTag tag, boolean own) {
		if (!carries(url)) {
			return url;
		}
		Matcher matcher = IN_URL.matcher(url);
		if (matcher.find()) {
			String name = URLDecoder.decode(matcher.group(2), StandardCharsets.UTF_8);
			return matcher.replaceFirst(Matcher.quoteReplacement(matcher.group(1) + encode(tag.appendTo(name, own))));
		}
		return with(url, PROPERTY, tag.appendTo(property, own));
	}

	static String with(String url, String parameter, String value) {
		return url + (url.contains("?") ? "&" : "?") + parameter + "=" + encode(value);
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
	}

}
