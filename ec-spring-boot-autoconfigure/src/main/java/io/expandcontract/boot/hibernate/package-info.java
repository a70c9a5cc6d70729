/**
 * What Hibernate knows about the entities of a running application, apart from all else
 * since it may not be there.
 */
@NullMarked
package io.expandcontract.boot.hibernate;

import org.jspecify.annotations.NullMarked;
