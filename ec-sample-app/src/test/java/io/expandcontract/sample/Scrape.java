package io.expandcontract.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What {@code /actuator/prometheus} answered: every series with its labels.
 *
 * @param series the series
 */
record Scrape(List<Series> series) {

	private static final Pattern LINE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");

	private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

	/**
	 * A series.
	 *
	 * @param name the metric's name
	 * @param labels its labels
	 */
	record Series(String name, Map<String, String> labels) {
	}

	static Scrape of(String text) {
		List<Series> series = new ArrayList<>();
		LINE.matcher(text).results().forEach((line) -> {
			Map<String, String> labels = new HashMap<>();
			if (line.group(2) != null) {
				labels(line.group(2)).forEach((label) -> labels.put(label.group(1), label.group(3)));
			}
			series.add(new Series(line.group(1), labels));
		});
		return new Scrape(series);
	}

	/**
	 * Takes the inside of braces apart.
	 * @param text labels, or matchers of them
	 * @return for each the name, the operator and the value
	 */
	static List<MatchResult> labels(String text) {
		return LABEL.matcher(text).results().toList();
	}

}
