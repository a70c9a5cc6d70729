package io.expandcontract.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Release11ApiTests extends AbstractUserApiTests {

	@Override
	RunningSample start() {
		return RunningSample.start("1.1", SamplePostgres.createDatabase(Release11ApiTests.class));
	}

	@Test
	void answerHoldsTheNameAlone() {
		assertThat(this.sample.create("Ludwig", "van Beethoven").body().propertyNames()).containsExactlyInAnyOrder("id",
				"name");
	}

}
