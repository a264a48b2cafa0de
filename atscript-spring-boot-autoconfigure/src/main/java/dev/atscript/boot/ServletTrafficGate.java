package dev.atscript.boot;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;

/** Lets only the actuator's requests through while the {@link TrafficGate} is closed. */
final class ServletTrafficGate implements Filter {

    private final TrafficGate gate;
    private final ObjectProvider<ActuatorPaths> actuator;

    /**
     * Creates the filter.
     *
     * @param actuator asked for at the first request: filters are made before everything else
     */
    ServletTrafficGate(TrafficGate gate, ObjectProvider<ActuatorPaths> actuator) {
        this.gate = gate;
        this.actuator = actuator;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (gate.isOpen() || isLetIn((HttpServletRequest) request)) {
            chain.doFilter(request, response);
        } else {
            refuse((HttpServletRequest) request, (HttpServletResponse) response);
        }
    }

    private boolean isLetIn(HttpServletRequest request) {
        ActuatorPaths paths = actuator.getIfAvailable();
        return paths != null && paths.contain(path(request));
    }

    /** With the path of the servlet: other servlets than the actuator's may have such paths below their own. */
    private static PathContainer path(HttpServletRequest request) {
        return RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = GateAnswer.body();
        response.setStatus(GateAnswer.STATUS);
        response.setHeader(HttpHeaders.RETRY_AFTER, GateAnswer.RETRY_AFTER_SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(GateAnswer.CONTENT_TYPE);
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
