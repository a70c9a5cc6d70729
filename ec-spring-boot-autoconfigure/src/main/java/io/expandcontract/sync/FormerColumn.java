package io.expandcontract.sync;

import liquibase.serializer.AbstractLiquibaseSerializable;
import org.jspecify.annotations.Nullable;

/**
 * A column that the release before writes, with the expression over the new columns that
 * it receives. Liquibase fills it by its setters.
 */
public class FormerColumn extends AbstractLiquibaseSerializable {

	private @Nullable String name;

	private @Nullable String valueComputed;

	/**
	 * Return the column's name.
	 * @return the name, or {@code null} if it was forgotten
	 */
	public @Nullable String getName() {
		return this.name;
	}

	/**
	 * Set the column's name.
	 * @param name the name
	 */
	public void setName(@Nullable String name) {
		this.name = name;
	}

	/**
	 * Return what the column receives.
	 * @return an SQL expression over the new columns, or {@code null} if it was forgotten
	 */
	public @Nullable String getValueComputed() {
		return this.valueComputed;
	}

	/**
	 * Set what the column receives.
	 * @param valueComputed an SQL expression over the new columns
	 */
	public void setValueComputed(@Nullable String valueComputed) {
		this.valueComputed = valueComputed;
	}

	@Override
	public String getSerializedObjectName() {
		return "formerColumn";
	}

	@Override
	public String getSerializedObjectNamespace() {
		return GENERIC_CHANGELOG_EXTENSION_NAMESPACE;
	}

}
