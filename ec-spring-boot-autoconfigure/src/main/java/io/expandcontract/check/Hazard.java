package io.expandcontract.check;

import java.util.List;

/**
 * What a rule found in a situation.
 *
 * @param danger what it means for the application that runs
 * @param what what is done, and why it is dangerous here
 * @param safe the steps that do the same without the danger; none if there is no way but
 * its author's
 */
record Hazard(Danger danger, String what, List<SafeStep> safe) {

}
