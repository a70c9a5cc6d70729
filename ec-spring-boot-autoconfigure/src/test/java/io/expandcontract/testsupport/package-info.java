/**
 * What tests of every package share.
 */
@NullMarked
package io.expandcontract.testsupport;

import org.jspecify.annotations.NullMarked;
