package dev.atscript.boot;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.PathContainer.Separator;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The actuator's paths on the application's own port. A path that containers, filters and handlers could read in different
 * ways is none of them.
 */
record ActuatorPaths(List<PathPattern> patterns) {

    /**
     * Those paths.
     *
     * @param endpoints the endpoints' paths; what is below them belongs to them
     * @param single paths with nothing below them; empty ones do not count
     */
    static ActuatorPaths of(Stream<String> endpoints, Stream<String> single) {
        Stream<String> trees = endpoints.map(path -> StringUtils.trimTrailingCharacter(path, '/') + "/**");
        Stream<String> leaves =
                single.filter(StringUtils::hasText).map(path -> StringUtils.trimTrailingCharacter(path, '/'));
        return new ActuatorPaths(Stream.concat(trees, leaves.flatMap(path -> Stream.of(path, path + "/")))
                .map(PathPatternParser.defaultInstance::parse)
                .toList());
    }

    /** Whether a request for that path, the context path taken off, is the actuator's. */
    boolean contain(PathContainer path) {
        return isUnambiguous(path) && patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static boolean isUnambiguous(PathContainer path) {
        boolean afterSeparator = false;
        for (PathContainer.Element element : path.elements()) {
            boolean separator = element instanceof Separator;
            if (separator ? afterSeparator : !isUnambiguous((PathSegment) element)) {
                return false;
            }
            afterSeparator = separator;
        }
        return true;
    }

    private static boolean isUnambiguous(PathSegment segment) {
        String decoded = segment.valueToMatch();
        return !decoded.equals(".")
                && !decoded.equals("..")
                && !segment.value().contains(";")
                && decoded.chars().noneMatch(c -> Character.isISOControl(c) || "/\\;%".indexOf(c) >= 0);
    }
}
