package io.expandcontract.database;

import com.zaxxer.hikari.HikariConfig;
import org.jspecify.annotations.Nullable;

/**
 * Puts the session tag into a pool's configuration, before the pool connects for the
 * first time.
 */
public final class HikariTags {

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
		UrlTags place = (config.getDataSource() == null && url != null) ? UrlTags.of(url) : null;
		if (place != null) {
			config.setJdbcUrl(place.apply(config.getJdbcUrl(), given(config, place), tag, own));
		}
	}

	static String with(String url, String parameter, String value) {
		return UrlTags.with(url, parameter, value);
	}

	private static @Nullable String given(HikariConfig config, UrlTags place) {
		Object name = config.getDataSourceProperties().get(place.property());
		return (name != null) ? name.toString() : null;
	}

}
