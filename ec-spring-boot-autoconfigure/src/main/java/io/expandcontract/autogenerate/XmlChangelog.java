package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.expandcontract.autogenerate.Plan.Planned;

/**
 * Writes a changelog in XML.
 */
final class XmlChangelog {

	private static final String HEAD = """
			<?xml version="1.0" encoding="UTF-8"?>
			<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
			    xmlns:ext="http://www.liquibase.org/xml/ns/dbchangelog-ext"
			    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
			    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
			        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd
			        http://www.liquibase.org/xml/ns/dbchangelog-ext
			        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-ext.xsd"
			    logicalFilePath="%s">
			""";

	private final StringBuilder text = new StringBuilder();

	private XmlChangelog() {
	}

	static String write(ChangelogFile file) {
		XmlChangelog xml = new XmlChangelog();
		xml.text.append(HEAD.formatted(escaped(file.path())));
		file.questions()
			.forEach((question) -> xml.line(1,
					"<!-- DECIDE: " + comment(question.question()) + ". " + comment(question.recipe()) + " -->"));
		file.changeSets().forEach((changeSet) -> xml.changeSet(file, changeSet));
		return xml.text.append("</databaseChangeLog>\n").toString();
	}

	private static String comment(String text) {
		return text.replace("--", "- -");
	}

	private void line(int indent, String content) {
		this.text.append("    ".repeat(indent)).append(content).append('\n');
	}

	private void changeSet(ChangelogFile file, Planned planned) {
		Step step = planned.step();
		line(1, "<changeSet id=\"" + planned.id() + "\" author=\"" + escaped(file.author()) + "\" contextFilter=\""
				+ file.context() + '"' + (step.isOfOneEngine() ? " dbms=\"" + file.dbms() + '"' : "")
				+ (step.isQuoted() ? " objectQuotingStrategy=\"QUOTE_ALL_OBJECTS\"" : "") + ">");
		if (step.isOwn()) {
			line(2, "<validCheckSum>ANY</validCheckSum>");
		}
		List<Change> conditions = new ArrayList<>(file.dependencies(planned));
		Step.Condition condition = step.condition();
		if (condition != null) {
			conditions.add(Change.of("sqlCheck", "expectedResult", "0", "sql", condition.query()));
		}
		if (!conditions.isEmpty()) {
			line(2, "<preConditions onFail=\"HALT\""
					+ ((condition != null) ? " onFailMessage=\"" + escaped(condition.message()) + '"' : "") + ">");
			conditions.forEach((each) -> element(3, "", each));
			line(2, "</preConditions>");
		}
		line(2, "<comment>" + escaped(step.comment()) + "</comment>");
		step.written().forEach((change) -> element(2, Step.isOwn(change) ? "ext:" : "", change));
		line(1, "</changeSet>");
	}

	private void element(int indent, String prefix, Change change) {
		StringBuilder attributes = new StringBuilder();
		List<Change> children = new ArrayList<>();
		String body = null;
		for (Map.Entry<String, Object> attribute : change.attributes().entrySet()) {
			if (attribute.getValue() instanceof List<?> list) {
				list.forEach((element) -> children.add((Change) element));
			}
			else if (attribute.getValue() instanceof Change child) {
				children.add(child);
			}
			else if (attribute.getKey().equals("sql")) {
				body = escaped(String.valueOf(attribute.getValue()));
			}
			else {
				attributes.append(' ')
					.append(attribute.getKey())
					.append("=\"")
					.append(escaped(String.valueOf(attribute.getValue())))
					.append('"');
			}
		}
		String name = prefix + change.name();
		if (body != null) {
			line(indent, "<" + name + attributes + ">" + body + "</" + name + ">");
		}
		else if (children.isEmpty()) {
			line(indent, "<" + name + attributes + "/>");
		}
		else {
			line(indent, "<" + name + attributes + ">");
			children.forEach((child) -> element(indent + 1, prefix, child));
			line(indent, "</" + name + ">");
		}
	}

	static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
