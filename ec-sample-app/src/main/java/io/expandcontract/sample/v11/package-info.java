/**
 * What release 1.1 knows of users: a user has one name.
 */
@NullMarked
package io.expandcontract.sample.v11;

import org.jspecify.annotations.NullMarked;
