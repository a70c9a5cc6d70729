package io.expandcontract.backfill;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A primary key, each column as the database writes it as text. Stored as the length of
 * each value, a colon and the value: {@code 2:17,5:a,b:c}.
 *
 * @param values one text for each column
 */
record Key(List<String> values) {

	String encode() {
		StringBuilder text = new StringBuilder();
		for (String value : this.values) {
			text.append(text.isEmpty() ? "" : ",").append(value.length()).append(':').append(value);
		}
		return text.toString();
	}

	static @Nullable Key decode(@Nullable String text) {
		if (text == null) {
			return null;
		}
		List<String> values = new ArrayList<>();
		int index = 0;
		while (index < text.length()) {
			int colon = text.indexOf(':', index);
			int end = colon + 1 + Integer.parseInt(text.substring(index, colon));
			values.add(text.substring(colon + 1, end));
			index = end + 1;
		}
		return new Key(values);
	}

	@Override
	public String toString() {
		return (this.values.size() == 1) ? this.values.get(0) : this.values.toString();
	}

}
