package io.expandcontract.backfill;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Computes where a batch ends instead of looking it up, which costs a walk along the
 * index for every batch: for a key of whole numbers with few gaps. A batch of {@code n}
 * numbers has {@code n} rows at most.
 *
 * @param density the part of the numbers between the first and the last key that rows
 * have, 0 if ends cannot be computed
 * @param last the last key; nothing is known of numbers beyond it, where those who insert
 * meanwhile may leave any gap
 */
record Stride(double density, BigInteger last) {

	private static final double FEW_GAPS = 0.5;

	static final Stride UNKNOWN = new Stride(0, BigInteger.ZERO);

	/**
	 * Look at the ends of a table.
	 * @param first the least key, {@code null} if there is none
	 * @param last the greatest key, {@code null} if there is none
	 * @param rows the number of rows between them, about
	 * @return how to stride from one to the other
	 */
	static Stride between(@Nullable Key first, @Nullable Key last, long rows) {
		if (first == null || last == null) {
			return UNKNOWN;
		}
		double numbers = number(last).subtract(number(first)).doubleValue() + 1;
		return (rows / numbers >= FEW_GAPS) ? new Stride(Math.min(1, rows / numbers), number(last)) : UNKNOWN;
	}

	/**
	 * Compute the first part of a range.
	 * @param rest the rows still to be visited
	 * @param rows the most rows of the part
	 * @return the part, whose last key need not be that of a row; {@code null} if it has
	 * to be looked up, as the first of all and those beyond the last key that is known
	 */
	@Nullable KeyRange first(KeyRange rest, int rows) {
		Key after = rest.after();
		Key upTo = rest.upTo();
		if (this.density == 0 || after == null || upTo == null) {
			return null;
		}
		BigInteger end = number(after).add(BigInteger.valueOf(rows));
		if (end.compareTo(number(upTo)) >= 0) {
			return rest;
		}
		return (end.compareTo(this.last) <= 0) ? rest.to(new Key(List.of(end.toString()))) : null;
	}

	/**
	 * Return how many rows a computed part has, about.
	 */
	long rows(KeyRange part) {
		BigInteger numbers = number(Objects.requireNonNull(part.upTo()))
			.subtract(number(Objects.requireNonNull(part.after())));
		return Math.round(numbers.doubleValue() * this.density);
	}

	private static BigInteger number(Key key) {
		return new BigInteger(key.values().get(0));
	}

}
