package io.expandcontract.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arguments in the manifests of Jobs and init containers, executed in the order in
 * which a rollout does.
 */
class CommandManifestTests {

	private final SamplePostgres database = SamplePostgres.createDatabase(CommandManifestTests.class);

	@TempDir
	private Path folder;

	@SuppressWarnings("unchecked")
	private static List<String> arguments(String file, String container) throws IOException {
		return Manifests.nodes(Manifests.read(file))
			.filter(Map.class::isInstance)
			.map((node) -> (Map<String, Object>) node)
			.filter((node) -> container.equals(node.get("name")))
			.flatMap((node) -> Manifests.values(List.class, "args", node))
			.map((arguments) -> (List<String>) arguments)
			.findFirst()
			.orElseThrow();
	}

	private String execute(String name, String release, List<String> arguments) {
		CommandProcess process = CommandProcess.start(this.folder.resolve(name), release, this.database.url(),
				arguments);
		assertThat(process.exitCode()).as(process::toString).isZero();
		return process.output();
	}

	@Test
	void everyJobDoesItsPartOfARollout() throws IOException {
		execute("old", "1.0", arguments("expand-job.yaml", "expand"));
		assertThat(execute("expand", "1.1", arguments("expand-job.yaml", "expand")))
			.startsWith("DONE: Expanded: 5 changesets");
		assertThat(execute("migrate", "1.1", arguments("expand-job.yaml", "migrate"))).startsWith("DONE: Migrated");
		assertThat(execute("wait", "1.1", arguments("wait-patch.yaml", "wait"))).startsWith("READY");
		assertThat(execute("contract", "1.1", arguments("contract-command-job.yaml", "contract")))
			.startsWith("DONE: Contracted: 4 changesets");
	}

	@Test
	void hooksRunTheSameJob() throws IOException {
		Object job = ((Map<?, ?>) Manifests.read("expand-job.yaml")).get("spec");
		for (String hook : List.of("helm-expand-hook.yaml", "argocd-expand-hook.yaml")) {
			assertThat(((Map<?, ?>) Manifests.read(hook)).get("spec")).as(hook).isEqualTo(job);
		}
		assertThat(Manifests.values(Map.class, "annotations", Manifests.read("helm-expand-hook.yaml")))
			.containsExactly(Map.of("helm.sh/hook", "pre-install,pre-upgrade", "helm.sh/hook-delete-policy",
					"before-hook-creation"));
		assertThat(Manifests.values(Map.class, "annotations", Manifests.read("argocd-expand-hook.yaml")))
			.containsExactly(Map.of("argocd.argoproj.io/hook", "PreSync", "argocd.argoproj.io/hook-delete-policy",
					"BeforeHookCreation"));
	}

	@Test
	void patchChangesTheDeploymentThatIsThere() throws IOException {
		Map<?, ?> deployment = (Map<?, ?>) Manifests.read("deployment.yaml");
		Map<?, ?> patch = (Map<?, ?>) Manifests.read("wait-patch.yaml");
		assertThat(List.of(patch.get("kind"), patch.get("apiVersion"), patch.get("metadata")))
			.isEqualTo(List.of(deployment.get("kind"), deployment.get("apiVersion"), deployment.get("metadata")));
		assertThat(Manifests.values(String.class, "name", patch).toList()).contains("users");
		assertThat(Manifests.values(String.class, "name", deployment).toList()).contains("users");
		assertThat(Manifests.values(String.class, "name", patch)).contains("EXPAND_CONTRACT_ON_BOOT");
	}

}
