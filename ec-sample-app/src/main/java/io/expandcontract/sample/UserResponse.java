package io.expandcontract.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A user as a client sees it.
 *
 * @param id the user's id
 * @param name the whole name
 * @param firstName in release 1.0 only
 * @param lastName in release 1.0 only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserResponse(long id, String name, @Nullable String firstName, @Nullable String lastName) {

}
