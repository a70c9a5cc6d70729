package io.expandcontract.fleet;

import java.util.List;

import io.expandcontract.changelog.Release;
import io.expandcontract.database.SessionTag;

/**
 * What an instance tells the fleet about itself.
 *
 * @param name a name for people: application and host
 * @param release what it ships
 * @param tag the tag of its sessions
 * @param users the database users it connects as
 */
public record Registration(String name, Release release, SessionTag tag, List<String> users) {
}
