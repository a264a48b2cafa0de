package dev.atscript.boot;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** What the endpoint answers with; of several that a client accepts equally, the last. */
enum AtscriptEndpointFormat implements Producible<AtscriptEndpointFormat> {
    TEXT("text/plain;charset=UTF-8"),
    JSON(MimeTypeUtils.APPLICATION_JSON_VALUE),
    ACTUATOR_JSON(ApiVersion.LATEST.getProducedMimeType().toString());

    private final String mimeType;

    AtscriptEndpointFormat(String mimeType) {
        this.mimeType = mimeType;
    }

    @Override
    public MimeType getProducedMimeType() {
        return MimeTypeUtils.parseMimeType(mimeType);
    }

    @Override
    public boolean isDefault() {
        return this == ACTUATOR_JSON;
    }
}
