package io.expandcontract.sample;

class H2ApiTests extends AbstractUserApiTests {

	@Override
	RunningSample start() {
		return RunningSample.start("1.1", "jdbc:h2:mem:users");
	}

}
