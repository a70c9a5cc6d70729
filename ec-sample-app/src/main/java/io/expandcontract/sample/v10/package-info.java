/**
 * What release 1.0 knows of users: a user has a first and a last name.
 */
@NullMarked
package io.expandcontract.sample.v10;

import org.jspecify.annotations.NullMarked;
