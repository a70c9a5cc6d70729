package io.expandcontract.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Releases that run ahead of their contracts.
 */
@ExtendWith(OutputCaptureExtension.class)
class CheckpointBacklogTests {

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	@AfterEach
	void close() {
		this.database.close();
	}

	private RunningApplication start(int most) {
		RunningApplication.on(this.database, "1.0").close();
		return RunningApplication.on(this.database, "1.1", "expand-contract.checkpoints.max-pending=" + most);
	}

	@Test
	void moreCheckpointsThanAllowedAreAFinding(CapturedOutput output) {
		try (RunningApplication application = start(1)) {
			String finding = "Contract is pending for the checkpoints 1.1, 1.2, more than "
					+ "expand-contract.checkpoints.max-pending=1";
			assertThat(application.get("migrations").body()).contains(finding);
			assertThat(output).contains(finding);
		}
	}

	@Test
	void asManyAsAllowedAreNone(CapturedOutput output) {
		try (RunningApplication application = start(2)) {
			assertThat(application.get("migrations").body()).doesNotContain("max-pending=");
			assertThat(output).doesNotContain("max-pending=");
		}
	}

}
