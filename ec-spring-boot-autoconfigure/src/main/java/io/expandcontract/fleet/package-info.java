/**
 * Who is running: the registry of instances, their leases, and the gate that decides
 * whether a contract may run.
 */
@NullMarked
package io.expandcontract.fleet;

import org.jspecify.annotations.NullMarked;
