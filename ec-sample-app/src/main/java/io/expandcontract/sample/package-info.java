/**
 * The sample: a user service that runs as release 1.0 or 1.1.
 */
@NullMarked
package io.expandcontract.sample;

import org.jspecify.annotations.NullMarked;
