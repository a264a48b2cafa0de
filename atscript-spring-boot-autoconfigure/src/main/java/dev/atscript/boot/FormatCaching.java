package dev.atscript.boot;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Keeps the endpoint's answers as Boot keeps those of others, each format by itself. Of its own accord, Boot keeps no answer
 * of an operation that asks for the format.
 */
final class FormatCaching implements OperationInvokerAdvisor {

    private final OperationInvokerAdvisor caching;

    /**
     * Creates it.
     *
     * @param caching Boot's own
     */
    FormatCaching(OperationInvokerAdvisor caching) {
        this.caching = caching;
    }

    @Override
    public OperationInvoker apply(
            EndpointId endpointId, OperationType type, OperationParameters parameters, OperationInvoker invoker) {
        if (parameters.stream().noneMatch(FormatCaching::isFormat)) {
            return invoker;
        }
        OperationParameters others =
                new Others(parameters.stream().filter(each -> !isFormat(each)).toList());
        Map<AtscriptEndpointFormat, OperationInvoker> byFormat = new EnumMap<>(AtscriptEndpointFormat.class);
        for (AtscriptEndpointFormat format : AtscriptEndpointFormat.values()) {
            byFormat.put(format, caching.apply(endpointId, type, others, invoker));
        }
        return context -> {
            AtscriptEndpointFormat format = context.resolveArgument(AtscriptEndpointFormat.class);
            return (format == null ? invoker : byFormat.getOrDefault(format, invoker)).invoke(context);
        };
    }

    private static boolean isFormat(OperationParameter parameter) {
        return parameter.getType() == AtscriptEndpointFormat.class;
    }

    /** Parameters without the format. */
    private record Others(List<OperationParameter> parameters) implements OperationParameters {

        @Override
        public int getParameterCount() {
            return parameters.size();
        }

        @Override
        public OperationParameter get(int index) {
            return parameters.get(index);
        }

        @Override
        public Stream<OperationParameter> stream() {
            return parameters.stream();
        }

        @Override
        public Iterator<OperationParameter> iterator() {
            return parameters.iterator();
        }
    }
}
