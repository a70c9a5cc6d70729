package io.expandcontract.migration;

import javax.sql.DataSource;

import io.expandcontract.changelog.Applicability;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.database.StarterTables;
import io.expandcontract.fleet.FleetSettings;
import io.expandcontract.fleet.Registration;
import io.expandcontract.safety.Inference;
import io.expandcontract.safety.ModelCheck;

/**
 * What a migrated database is made of.
 *
 * @param name the name of the bean that runs Liquibase
 * @param liquibaseSource how Liquibase connects
 * @param applicationSource how the application connects
 * @param tables the starter's tables
 * @param changelog the changelog with phases
 * @param applicability which changesets apply here
 * @param target how Liquibase is to be run
 * @param settings how migrations run
 * @param fleetSettings the fleet's times
 * @param registration what this instance says about itself
 * @param tagged whether the application's own pool was given the tag
 * @param inference infers phases from what changesets do
 * @param modelCheck knows what this build's entities are mapped to
 * @param safety holds what is pending against the safety rules
 */
public record DatabaseParts(String name, DataSource liquibaseSource, DataSource applicationSource, StarterTables tables,
		PhasedChangelog changelog, Applicability applicability, LiquibaseTarget target, MigrationSettings settings,
		FleetSettings fleetSettings, Registration registration, boolean tagged, Inference inference,
		ModelCheck modelCheck, Safety safety) {
}
