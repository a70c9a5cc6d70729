/**
 * What tests of an application use. Nothing here is configured automatically, and nothing
 * outside of tests uses it.
 */
@NullMarked
package io.expandcontract.test;

import org.jspecify.annotations.NullMarked;
