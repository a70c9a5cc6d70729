package io.expandcontract.backfill;

import java.math.BigDecimal;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether a value is the one that a column holds, whatever type the driver reads it
 * as.
 */
final class Values {

	private Values() {
	}

	static boolean same(@Nullable Object present, Object wanted) {
		if (present == null) {
			return false;
		}
		if (present instanceof byte[] bytes && wanted instanceof byte[] others) {
			return Arrays.equals(bytes, others);
		}
		if (present instanceof Number && wanted instanceof Number) {
			return new BigDecimal(present.toString()).compareTo(new BigDecimal(wanted.toString())) == 0;
		}
		return present.equals(wanted) || present.toString().equals(wanted.toString());
	}

}
