/**
 * The programs behind {@code ./bench}: real servers, compared things in one run.
 */
@NullMarked
package io.expandcontract.sample.bench;

import org.jspecify.annotations.NullMarked;
