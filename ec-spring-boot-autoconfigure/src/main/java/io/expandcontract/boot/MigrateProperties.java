package io.expandcontract.boot;

import java.time.Duration;

import io.expandcontract.boot.ExpandContractProperties.Start;

/**
 * The migrate phase.
 */
public class MigrateProperties {

	/**
	 * Whether data moves as soon as it may, or when asked.
	 */
	private Start start = Start.AUTO;

	/**
	 * Whether this instance may run batches.
	 */
	private boolean worker = true;

	/**
	 * Time that a batch should take.
	 */
	private Duration batchTarget = Duration.ofMillis(30);

	/**
	 * Most rows in a batch.
	 */
	private int maxBatchSize = 10_000;

	public Start getStart() {
		return this.start;
	}

	public void setStart(Start start) {
		this.start = start;
	}

	public boolean isWorker() {
		return this.worker;
	}

	public void setWorker(boolean worker) {
		this.worker = worker;
	}

	public Duration getBatchTarget() {
		return this.batchTarget;
	}

	public void setBatchTarget(Duration batchTarget) {
		this.batchTarget = batchTarget;
	}

	public int getMaxBatchSize() {
		return this.maxBatchSize;
	}

	public void setMaxBatchSize(int maxBatchSize) {
		this.maxBatchSize = maxBatchSize;
	}

}
