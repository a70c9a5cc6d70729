package io.expandcontract.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import liquibase.change.Change;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.UnknownChangeLogParameterException;
import liquibase.resource.ResourceAccessor;

/**
 * Puts the names of changelog parameters back in the place of their values, which may be
 * secret: every value that the changeset's own text refers to.
 */
final class ParameterMask {

	private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+)}");

	private final Map<String, String> nameByValue;

	private ParameterMask(Map<String, String> nameByValue) {
		this.nameByValue = nameByValue;
	}

	static ParameterMask of(ChangeSet changeSet, ResourceAccessor resources)
			throws IOException, UnknownChangeLogParameterException {
		Map<String, String> names = new HashMap<>();
		DatabaseChangeLog changeLog = changeSet.getChangeLog();
		collect(text(resources.getExisting(changeLog.getPhysicalFilePath()).openInputStream()), changeLog, names);
		for (Change change : changeSet.getChanges()) {
			if (change instanceof SQLFileChange file) {
				collect(text(file.openSqlStream()), changeLog, names);
			}
		}
		return new ParameterMask(names);
	}

	private static String text(InputStream stream) throws IOException {
		try (stream) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static void collect(String text, DatabaseChangeLog changeLog, Map<String, String> names)
			throws UnknownChangeLogParameterException {
		ChangeLogParameters parameters = changeLog.getChangeLogParameters();
		Matcher matcher = REFERENCE.matcher(text);
		while (parameters != null && matcher.find()) {
			String value = parameters.expandExpressions(matcher.group(), changeLog);
			if (!value.isEmpty() && !value.equals(matcher.group())) {
				names.putIfAbsent(value, matcher.group());
				names.putIfAbsent(value.replace("'", "''"), matcher.group());
			}
		}
	}

	String apply(String sql) {
		List<String> longestFirst = this.nameByValue.keySet()
			.stream()
			.sorted(Comparator.comparingInt(String::length).reversed())
			.toList();
		if (longestFirst.isEmpty()) {
			return sql;
		}
		Pattern values = Pattern.compile(String.join("|", longestFirst.stream().map(Pattern::quote).toList()));
		return values.matcher(sql)
			.replaceAll((found) -> Matcher.quoteReplacement(String.valueOf(this.nameByValue.get(found.group()))));
	}

}
