package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A backfill's row, one table, and all who meet there: an image that does not know the
 * backfill, two workers, a release that relies on the data, a contract run. Each move is
 * one statement; whoever does not move is paused or dead.
 */
@SuppressWarnings("EnumOrdinal")
final class DataWorld {

	enum Fact {

		STATE, TOKEN, RECORDED, REOPENED, RELIED, INTENDED, DROPPED, LACKING, NEW_ONLY, OLD, OLD_REGISTERED, BOOTS,
		FIRST, FIRST_TOKEN, SECOND, SECOND_TOKEN, CLAIMS, RELYING, CONTRACT

	}

	private static final int PENDING = 0;

	private static final int RUNNING = 1;

	private static final int DONE = 2;

	private static final int MOST_BOOTS = 3;

	private static final int MOST_CLAIMS = 5;

	private final DataMutation mutation;

	private final int[] facts;

	private @Nullable String violation;

	DataWorld(DataMutation mutation) {
		this(mutation, new int[Fact.values().length]);
	}

	private DataWorld(DataMutation mutation, int[] facts) {
		this.mutation = mutation;
		this.facts = facts;
	}

	private int get(Fact fact) {
		return this.facts[fact.ordinal()];
	}

	private boolean is(Fact fact) {
		return get(fact) != 0;
	}

	private DataWorld with(Fact fact, int value) {
		int[] copy = this.facts.clone();
		copy[fact.ordinal()] = value;
		DataWorld world = new DataWorld(this.mutation, copy);
		world.violation = this.violation;
		return world;
	}

	private DataWorld violated(String what) {
		DataWorld world = with(Fact.STATE, get(Fact.STATE));
		world.violation = what;
		return world;
	}

	/**
	 * Return what must never be, if it is so.
	 */
	@Nullable String violation() {
		if (this.violation != null) {
			return this.violation;
		}
		return (get(Fact.RELYING) == 3 && (is(Fact.LACKING) || (get(Fact.OLD) == 4 && is(Fact.OLD_REGISTERED))))
				? "a release serves without the data it relies on" : null;
	}

	private boolean isComplete() {
		return is(Fact.RECORDED) && !(is(Fact.REOPENED) && get(Fact.STATE) != DONE);
	}

	/**
	 * Return whether everything was moved, and the release that relies on it serves.
	 */
	boolean isGood() {
		return isComplete() && get(Fact.RELYING) == 3;
	}

	List<DataWorld> moves() {
		List<DataWorld> moves = new ArrayList<>();
		old(moves);
		worker(moves, Fact.FIRST, Fact.FIRST_TOKEN);
		worker(moves, Fact.SECOND, Fact.SECOND_TOKEN);
		relying(moves);
		contract(moves);
		return moves;
	}

	private void old(List<DataWorld> moves) {
		if (is(Fact.OLD_REGISTERED)) {
			moves.add(leave());
		}
		boolean late = this.mutation == DataMutation.REGISTERS_LAST;
		switch (get(Fact.OLD)) {
			case 0 -> {
				if (get(Fact.BOOTS) < MOST_BOOTS) {
					DataWorld begun = with(Fact.BOOTS, get(Fact.BOOTS) + 1).with(Fact.OLD, 1);
					moves.add(late ? begun : begun.with(Fact.OLD_REGISTERED, 1));
				}
			}
			case 1 -> moves.add((is(Fact.INTENDED) || is(Fact.DROPPED)) ? leave() : with(Fact.OLD, 2));
			case 2 -> {
				boolean begun = get(Fact.STATE) != PENDING;
				boolean open = begun || (is(Fact.RECORDED) && !is(Fact.REOPENED));
				moves.add(refuses() ? leave() : with(Fact.OLD, open ? 3 : 5));
			}
			case 3 -> moves.add(refuses() ? leave() : reopen().with(Fact.OLD, 5));
			case 5 -> moves.add(with(Fact.OLD, 4).with(Fact.OLD_REGISTERED, 1));
			default -> moves.add(with(Fact.LACKING, 1));
		}
	}

	private boolean refuses() {
		return is(Fact.RELIED) && this.mutation != DataMutation.REOPENS_ANYWAY;
	}

	private DataWorld leave() {
		return with(Fact.OLD, 0).with(Fact.OLD_REGISTERED, 0);
	}

	private DataWorld reopen() {
		int token = get(Fact.TOKEN) + ((this.mutation != DataMutation.NO_NEW_TOKEN) ? 1 : 0);
		return with(Fact.STATE, PENDING).with(Fact.REOPENED, 1).with(Fact.TOKEN, token);
	}

	private void worker(List<DataWorld> moves, Fact stage, Fact own) {
		boolean fenced = get(own) != get(Fact.TOKEN);
		switch (get(stage)) {
			case 0 -> {
				if (!isComplete() && !is(Fact.OLD_REGISTERED) && !is(Fact.DROPPED)) {
					moves.add(with(stage, 1));
				}
			}
			case 1 -> claim(moves, stage, own);
			case 2 -> {
				boolean seen = is(Fact.OLD_REGISTERED) && this.mutation != DataMutation.NO_LOOK_WITH_LEASE;
				moves.add(with(stage, seen ? 0 : 3));
			}
			case 3 -> moves.add(fenced ? with(stage, 0) : copy().with(stage, 4));
			case 4 -> moves.add(with(stage, is(Fact.LACKING) ? 3 : 5));
			case 5 -> moves.add(fenced ? with(stage, 0) : with(Fact.STATE, DONE).with(stage, 6));
			case 6 -> moves.add(with(stage, (get(Fact.STATE) == DONE) ? 7 : 0));
			default -> moves.add(with(Fact.RECORDED, 1).with(stage, 0));
		}
	}

	private void claim(List<DataWorld> moves, Fact stage, Fact own) {
		if (get(Fact.STATE) == DONE) {
			moves.add(with(stage, 6));
		}
		else if (get(Fact.CLAIMS) < MOST_CLAIMS) {
			moves.add(with(Fact.STATE, RUNNING).with(Fact.TOKEN, get(Fact.TOKEN) + 1)
				.with(own, get(Fact.TOKEN) + 1)
				.with(Fact.CLAIMS, get(Fact.CLAIMS) + 1)
				.with(stage, 2));
		}
	}

	private DataWorld copy() {
		return is(Fact.NEW_ONLY) ? violated("what the release wrote that relies on the data was overwritten")
				: with(Fact.LACKING, 0);
	}

	private void relying(List<DataWorld> moves) {
		switch (get(Fact.RELYING)) {
			case 0 -> {
				if (isComplete()) {
					moves.add(with(Fact.RELYING, (this.mutation == DataMutation.RELIES_SILENTLY) ? 2 : 1));
				}
			}
			case 1 -> {
				boolean may = is(Fact.RELIED) || get(Fact.STATE) == DONE || !is(Fact.REOPENED)
						|| this.mutation == DataMutation.RELIES_ANYWAY;
				moves.add(may ? with(Fact.RELIED, 1).with(Fact.RELYING, 2) : with(Fact.RELYING, 0));
			}
			case 2 -> moves.add(with(Fact.RELYING, 3));
			default -> moves.add(with(Fact.NEW_ONLY, 1));
		}
	}

	private void contract(List<DataWorld> moves) {
		switch (get(Fact.CONTRACT)) {
			case 0 -> {
				if (isComplete() && !is(Fact.DROPPED)) {
					moves.add(with(Fact.CONTRACT, 1));
				}
			}
			case 1 -> moves.add(with(Fact.INTENDED, 1).with(Fact.CONTRACT, 2));
			case 2 -> moves.add(is(Fact.OLD_REGISTERED) ? withdraw() : with(Fact.CONTRACT, 3));
			case 3 -> {
				boolean verified = isComplete() || this.mutation == DataMutation.CONTRACTS_UNVERIFIED;
				moves.add(verified ? with(Fact.CONTRACT, 4) : withdraw());
			}
			default -> moves.add((is(Fact.LACKING) ? violated("a contract dropped what had yet to be moved") : this)
				.with(Fact.DROPPED, 1)
				.withdraw());
		}
	}

	private DataWorld withdraw() {
		return with(Fact.INTENDED, 0).with(Fact.CONTRACT, 0);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DataWorld world && Arrays.equals(this.facts, world.facts)
				&& java.util.Objects.equals(this.violation, world.violation);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.facts);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (Fact fact : Fact.values()) {
			text.append(fact).append('=').append(get(fact)).append(' ');
		}
		return text.toString().trim();
	}

}
