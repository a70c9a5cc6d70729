package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.autogenerate.Decision.Question;
import io.expandcontract.autogenerate.Plan.Planned;

/**
 * Writes a changelog in YAML as a person would: small maps on one line, SQL in blocks.
 * Liquibase's own serializer knows no comments and writes every map over many lines.
 */
final class YamlChangelog {

	private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null");

	private final StringBuilder text = new StringBuilder();

	private YamlChangelog() {
	}

	static String write(ChangelogFile file) {
		YamlChangelog yaml = new YamlChangelog();
		file.questions().forEach(yaml::question);
		yaml.line(0, "databaseChangeLog:");
		yaml.line(1, "- logicalFilePath: " + scalar(file.path(), false));
		file.changeSets().forEach((changeSet) -> yaml.changeSet(file, changeSet));
		return yaml.text.toString();
	}

	private void question(Question question) {
		line(0, "# DECIDE: " + question.question());
		line(0, "#   " + question.recipe());
	}

	private void line(int indent, String content) {
		this.text.append("  ".repeat(indent)).append(content).append('\n');
	}

	private void changeSet(ChangelogFile file, Planned planned) {
		Step step = planned.step();
		line(1, "- changeSet:");
		line(3, "id: " + planned.id());
		line(3, "author: " + scalar(file.author(), false));
		line(3, "contextFilter: " + scalar(file.context(), false));
		if (step.isOfOneEngine()) {
			line(3, "dbms: " + file.dbms());
		}
		if (step.isQuoted()) {
			line(3, "objectQuotingStrategy: QUOTE_ALL_OBJECTS");
		}
		line(3, "comment: " + scalar(step.comment(), false));
		if (step.isOwn()) {
			line(3, "validCheckSum: ANY");
		}
		preconditions(file, planned);
		line(3, "changes:");
		step.written().forEach((change) -> change(4, change));
	}

	private void preconditions(ChangelogFile file, Planned planned) {
		Step.Condition condition = planned.step().condition();
		List<Change> conditions = new ArrayList<>(file.dependencies(planned));
		if (condition != null) {
			conditions.add(Change.of("sqlCheck", "expectedResult", "0", "sql", condition.query()));
		}
		if (!conditions.isEmpty()) {
			line(3, "preConditions:");
			line(4, "- onFail: HALT");
			if (condition != null) {
				line(4, "- onFailMessage: " + scalar(condition.message(), false));
			}
			conditions.forEach((each) -> change(4, each));
		}
	}

	private void change(int indent, Change change) {
		String flow = "- " + change.name() + ": " + flow(change.attributes());
		boolean isFlat = change.attributes().values().stream().noneMatch(List.class::isInstance);
		if (isFlat && !flow.contains("\n") && flow.length() + 2 * indent <= 120) {
			line(indent, flow);
			return;
		}
		line(indent, "- " + change.name() + ":");
		change.attributes().forEach((name, value) -> attribute(indent + 2, name, value));
	}

	private void attribute(int indent, String name, Object value) {
		if (value instanceof List<?> list) {
			line(indent, name + ":");
			list.forEach((element) -> {
				Change change = (Change) element;
				line(indent + 1, "- " + change.name() + ": " + flow(change.attributes()));
			});
		}
		else if (value instanceof String string && string.contains("\n")) {
			line(indent, name + ": |-");
			string.lines().forEach((each) -> line(each.isEmpty() ? 0 : indent + 1, each));
		}
		else {
			line(indent, name + ": " + scalar(value, false));
		}
	}

	private static String flow(Map<String, Object> attributes) {
		return attributes.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + value(entry.getValue()))
			.collect(Collectors.joining(", ", "{ ", " }"));
	}

	private static String value(Object value) {
		return (value instanceof Change change) ? flow(change.attributes()) : scalar(value, true);
	}

	private static String scalar(Object value, boolean flow) {
		String text = String.valueOf(value);
		if (value instanceof Boolean) {
			return text;
		}
		boolean plain = text.matches(flow ? "[A-Za-z_][\\w ()./-]*" : "[A-Za-z_][\\w ()./,'=<>*-]*")
				&& !text.endsWith(" ") && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
		return plain ? text : '"'
				+ text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + '"';
	}

}
