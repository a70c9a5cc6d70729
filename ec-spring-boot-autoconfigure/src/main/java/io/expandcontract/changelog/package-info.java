/**
 * What the changelog says: the phase of every changeset, its checkpoint, and the release
 * they make.
 */
@NullMarked
package io.expandcontract.changelog;

import org.jspecify.annotations.NullMarked;
