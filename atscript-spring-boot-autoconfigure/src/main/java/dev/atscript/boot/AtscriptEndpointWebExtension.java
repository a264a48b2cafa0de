package dev.atscript.boot;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The {@link AtscriptEndpoint} over HTTP: as JSON or as text, with values for whom they are meant. */
@EndpointWebExtension(endpoint = AtscriptEndpoint.class)
public class AtscriptEndpointWebExtension {

    private final AtscriptEndpoint endpoint;
    private final Show showValues;
    private final Set<String> roles;

    AtscriptEndpointWebExtension(AtscriptEndpoint endpoint, Show showValues, Set<String> roles) {
        this.endpoint = endpoint;
        this.showValues = showValues;
        this.roles = roles;
    }

    /** {@link AtscriptEndpoint#atscript}. */
    @ReadOperation(producesFrom = AtscriptEndpointFormat.class)
    public WebEndpointResponse<Object> atscript(
            SecurityContext securityContext, AtscriptEndpointFormat format, @Nullable Boolean live) {
        boolean introspect = AtscriptEndpoint.isTrue(live);
        boolean values = showValues.isShown(securityContext, roles);
        return format == AtscriptEndpointFormat.TEXT
                ? response(endpoint.text(introspect, values), format)
                : response(endpoint.describe(introspect, values), format);
    }

    /** {@link AtscriptEndpoint#entry}. */
    @ReadOperation(producesFrom = AtscriptEndpointFormat.class)
    public WebEndpointResponse<Object> entry(
            SecurityContext securityContext,
            AtscriptEndpointFormat format,
            @Selector String entry,
            @Nullable String space,
            @Nullable Boolean live) {
        boolean introspect = AtscriptEndpoint.isTrue(live);
        boolean values = showValues.isShown(securityContext, roles);
        return format == AtscriptEndpointFormat.TEXT
                ? response(endpoint.entryText(entry, space, introspect, values), format)
                : response(endpoint.describeEntry(entry, space, introspect, values), format);
    }

    private static WebEndpointResponse<Object> response(@Nullable Object body, AtscriptEndpointFormat format) {
        return body == null
                ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                : new WebEndpointResponse<>(body, format);
    }
}
