package io.expandcontract.kinds;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ServletTests extends WebContractTests {

	@Override
	Instance.Builder web(Instance.Builder instance) {
		return instance.with("spring.main.web-application-type", "servlet").type(Work.class);
	}

	@RestController
	static class Work {

		@GetMapping("/work")
		String work() {
			return "done";
		}

	}

}
