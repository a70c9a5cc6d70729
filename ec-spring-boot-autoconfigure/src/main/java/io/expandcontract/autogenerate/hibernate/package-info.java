/**
 * What Hibernate knows about the entities, apart from all else since it may not be there.
 */
@NullMarked
package io.expandcontract.autogenerate.hibernate;

import org.jspecify.annotations.NullMarked;
