package dev.atscript.boot;

import java.nio.charset.StandardCharsets;

/** What is answered while the {@link TrafficGate} is closed: problem details as RFC 9457 has them. */
final class GateAnswer {

    static final int STATUS = 503;

    static final String RETRY_AFTER_SECONDS = "5";

    static final String CONTENT_TYPE = "application/problem+json";

    private static final byte[] BODY = """
            {"type":"about:blank","title":"Service Unavailable","status":503,\
            "detail":"The application is starting: its database schema is being brought up to date."}""".getBytes(StandardCharsets.UTF_8);

    private GateAnswer() {}

    static byte[] body() {
        return BODY.clone();
    }
}
