package io.expandcontract.changelog;

import liquibase.change.Change;

/**
 * A change that moves data and therefore belongs to the migrate phase, alone in its
 * changeset.
 */
public interface DataChange extends Change {

}
