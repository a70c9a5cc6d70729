package io.expandcontract.migration;

import java.util.Arrays;

/**
 * A list of numbers that grows.
 */
final class Numbers {

	private int[] values = new int[1024];

	private int size;

	void add(int value) {
		if (this.size == this.values.length) {
			this.values = Arrays.copyOf(this.values, this.size * 2);
		}
		this.values[this.size++] = value;
	}

	int get(int index) {
		return this.values[index];
	}

	int size() {
		return this.size;
	}

}
