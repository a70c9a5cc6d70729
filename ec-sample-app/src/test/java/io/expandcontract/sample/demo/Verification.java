package io.expandcontract.sample.demo;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * The end of the story: every acknowledged write is read back, and the table itself says
 * whether each took effect once.
 */
class Verification {

	private final Traffic traffic;

	private final Ledger ledger;

	private final DatabaseServer server;

	private final Totals totals;

	private final Story story;

	Verification(Traffic traffic, Ledger ledger, DatabaseServer server, Totals totals, Story story) {
		this.traffic = traffic;
		this.ledger = ledger;
		this.server = server;
		this.totals = totals;
		this.story = story;
	}

	void run() throws InterruptedException, SQLException {
		List<String> ids = this.ledger.ids();
		this.traffic.readBack(ids);
		tell("%,d users read back, %,d of them not as acknowledged", ids.size(), this.totals.lost.size());
		tell("%,d reads and renames met what the other release had written", this.ledger.crossings());
		tell("%,d writes were cut off and sent again, %,d others were just sent twice", this.totals.sentAgain.sum(),
				this.totals.repeats.sum());
		once("creates", ids.size(), "SELECT count(*) FROM users");
		once("renames", this.ledger.renames(), "SELECT coalesce(sum(version), 0) FROM users");
		String columns = this.server.columns();
		tell("table users has the columns %s", columns);
		if (this.totals.contracted.get() > 0 && columns.contains("first_name")) {
			fail("%s is still there", "first_name");
		}
	}

	private void once(String what, long acknowledged, String sql) throws SQLException {
		long happened = Long.parseLong(this.server.ask(sql));
		tell("%,d %s acknowledged, %,d happened", acknowledged, what, happened);
		if (happened != acknowledged && this.totals.failed.get() == 0) {
			fail("%,d %s took effect, and not each of those acknowledged once", happened, what);
		}
	}

	private void fail(String format, Object... arguments) {
		this.totals.failed.incrementAndGet();
		this.story.complain("FAILED: " + String.format(Locale.ROOT, format, arguments));
	}

	private void tell(String format, Object... arguments) {
		this.story.tell(String.format(Locale.ROOT, format, arguments));
	}

}
