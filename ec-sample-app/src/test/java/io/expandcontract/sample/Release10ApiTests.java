package io.expandcontract.sample;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class Release10ApiTests extends AbstractUserApiTests {

	@Override
	RunningSample start() {
		return RunningSample.start("1.0", SamplePostgres.createDatabase(Release10ApiTests.class));
	}

	@Test
	void answerHoldsFirstAndLastName() {
		JsonNode user = this.sample.create("Ludwig", "van Beethoven").body();
		assertThat(user.path("firstName").asString()).isEqualTo("Ludwig");
		assertThat(user.path("lastName").asString()).isEqualTo("van Beethoven");
	}

}
