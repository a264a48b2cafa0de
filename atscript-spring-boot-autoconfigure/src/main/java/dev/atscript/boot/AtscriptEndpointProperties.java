package dev.atscript.boot;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoint shows to whom.
 *
 * @param showValues When to show default values and the literals of SQL statements.
 * @param roles Roles used to determine whether a user is authorized to be shown values. When empty, all authenticated
 *     users are authorized.
 */
@ConfigurationProperties(AtscriptEndpointProperties.PREFIX)
public record AtscriptEndpointProperties(
        @DefaultValue("never") Show showValues,
        @DefaultValue Set<String> roles) {
    static final String PREFIX = "management.endpoint.atscript";

    public AtscriptEndpointProperties {
        roles = Set.copyOf(roles);
    }
}
