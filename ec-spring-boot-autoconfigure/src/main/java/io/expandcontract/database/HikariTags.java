package io.expandcontract.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariConfig;
import org.jspecify.annotations.Nullable;

/**
 * Puts the session tag into a pool's configuration, before the pool connects for the
 * first time.
 */
public final class HikariTags {

	private static final String PROPERTY = "ApplicationName";

	private static final Pattern IN_URL = Pattern.compile("([?&]ApplicationName=)([^&]*)");

	private HikariTags() {
	}

	/**
	 * Append the tag to the application's own name. It goes into the URL, which beats the
	 * property, since pools made from one another share their properties.
	 * @param config the pool's configuration
	 * @param tag the tag
	 * @param own whether the sessions are the starter's own
	 */
	public static void apply(HikariConfig config, SessionTag tag, boolean own) {
		String url = config.getJdbcUrl();
		if (config.getDataSource() != null || url == null || !url.startsWith("jdbc:postgresql:")) {
			return;
		}
		Matcher matcher = IN_URL.matcher(url);
		if (matcher.find()) {
			String name = URLDecoder.decode(matcher.group(2), StandardCharsets.UTF_8);
			config.setJdbcUrl(
					matcher.replaceFirst(Matcher.quoteReplacement(matcher.group(1) + encode(tag.appendTo(name, own)))));
			return;
		}
		config.setJdbcUrl(with(url, PROPERTY, tag.appendTo(nameOf(config), own)));
	}

	static String with(String url, String parameter, String value) {
		return url + (url.contains("?") ? "&" : "?") + parameter + "=" + encode(value);
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
	}

	private static @Nullable String nameOf(HikariConfig config) {
		Object name = config.getDataSourceProperties().get(PROPERTY);
		return (name != null) ? name.toString() : null;
	}

}
