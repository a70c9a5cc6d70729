package io.expandcontract.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Tells in words why a boot failed and what to do.
 */
final class BootFailureAnalyzer implements FailureAnalyzer {

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			BootFailure known = BootFailure.of(cause);
			if (known != null) {
				return new FailureAnalysis(known.description(cause), known.action(), cause);
			}
		}
		return null;
	}

}
