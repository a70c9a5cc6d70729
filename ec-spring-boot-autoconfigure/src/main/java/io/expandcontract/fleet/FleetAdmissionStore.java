package io.expandcontract.fleet;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.expandcontract.changelog.ChangeSetKey;

/**
 * The admission's statements over JDBC.
 */
public final class FleetAdmissionStore implements AdmissionStore {

	private final Registration registration;

	private final InstanceRegistry registry;

	private final ReleaseStore releases;

	private final FleetReader reader;

	private final HistoryReader history;

	private final Consumer<String> registered;

	/**
	 * Create the store.
	 * @param registration what the instance says about itself
	 * @param registry the rows of instances
	 * @param releases the rows of releases
	 * @param reader reads intents
	 * @param history reads the history
	 * @param registered told the id of each new incarnation, after its commit
	 */
	public FleetAdmissionStore(Registration registration, InstanceRegistry registry, ReleaseStore releases,
			FleetReader reader, HistoryReader history, Consumer<String> registered) {
		this.registration = registration;
		this.registry = registry;
		this.releases = releases;
		this.reader = reader;
		this.history = history;
		this.registered = registered;
	}

	@Override
	public String register() {
		this.releases.record(this.registration.release());
		String id = this.registry.register(this.registration);
		this.registered.accept(id);
		return id;
	}

	@Override
	public void deregister(String instance) {
		this.registry.deregister(instance);
	}

	@Override
	public List<ChangeSetKey> unknownIntents() {
		Set<ChangeSetKey> known = this.registration.release().keys();
		List<ChangeSetKey> unknown = this.reader.intendedContracts()
			.stream()
			.filter((key) -> !known.contains(key))
			.toList();
		if (unknown.isEmpty() || this.registration.release().baseline() == null) {
			return unknown;
		}
		ReleaseKnowledge knowledge = new ReleaseKnowledge(this.releases.all());
		return unknown.stream().filter((key) -> !knowledge.knows(this.registration.release().id(), key)).toList();
	}

	@Override
	public List<ChangeSetKey> unknownContracts() {
		return this.history.contractsUnknownTo(this.registration.release());
	}

}
