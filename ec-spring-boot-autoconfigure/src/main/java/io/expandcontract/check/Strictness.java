package io.expandcontract.check;

import org.jspecify.annotations.Nullable;

/**
 * What findings of a kind do.
 */
public enum Strictness {

	/** They are not shown. */
	OFF,

	/** They are shown. */
	WARN,

	/** They stop the boot. */
	FAIL;

	@Nullable Severity severity() {
		return switch (this) {
			case OFF -> null;
			case WARN -> Severity.WARN;
			case FAIL -> Severity.FAIL;
		};
	}

}
