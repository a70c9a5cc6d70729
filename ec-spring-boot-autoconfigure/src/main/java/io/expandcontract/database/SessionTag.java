package io.expandcontract.database;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The mark that this process leaves on its database sessions, so that the gate can tell
 * whose they are. It is appended to the application's own name, never replaces it, and
 * survives PostgreSQL's cut at 63 bytes.
 *
 * @param value {@code ec:} and twelve hexadecimal digits
 */
public record SessionTag(String value) {

	private static final int LONGEST = 63;

	private static final Pattern PATTERN = Pattern.compile("ec:[0-9a-f]{12}(\\+?)");

	private static final SessionTag PROCESS = random();

	/**
	 * Return the tag of this process.
	 * @return always the same tag
	 */
	public static SessionTag ofThisProcess() {
		return PROCESS;
	}

	/**
	 * Create a tag that no other process has.
	 * @return a new tag
	 */
	public static SessionTag random() {
		byte[] bytes = new byte[6];
		new SecureRandom().nextBytes(bytes);
		return new SessionTag("ec:" + HexFormat.of().formatHex(bytes));
	}

	/**
	 * Read the tag from a session's name.
	 * @param application the name the session shows
	 * @return the tag, or {@code null} if there is none
	 */
	public static @Nullable SessionTag in(String application) {
		Matcher matcher = PATTERN.matcher(application);
		return matcher.find() ? new SessionTag(matcher.group().replace("+", "")) : null;
	}

	/**
	 * Return whether a session's name says that it is one of the starter's own: lock,
	 * command, lease or polling connection, which touch no application data.
	 * @param application the name the session shows
	 * @return {@code true} for the starter's own session
	 */
	public static boolean isOwn(String application) {
		Matcher matcher = PATTERN.matcher(application);
		return matcher.find() && !matcher.group(1).isEmpty();
	}

	/**
	 * Append this tag to a name.
	 * @param name the application's own name, perhaps {@code null}
	 * @param own whether the session is one of the starter's own
	 * @return a name of at most 63 bytes that ends with the tag
	 */
	public String appendTo(@Nullable String name, boolean own) {
		String suffix = own ? this.value + "+" : this.value;
		if (!StringUtils.hasText(name)) {
			return suffix;
		}
		String prefix = PATTERN.matcher(name).replaceAll("").strip();
		while (utf8Escaped(prefix) + 1 + suffix.length() > LONGEST) {
			prefix = prefix.substring(0, prefix.offsetByCodePoints(prefix.length(), -1));
		}
		return prefix.isEmpty() ? suffix : prefix + " " + suffix;
	}

	private static int utf8Escaped(String text) {
		int length = 0;
		for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
			length += (each < 0) ? 4 : 1;
		}
		return length;
	}

}
