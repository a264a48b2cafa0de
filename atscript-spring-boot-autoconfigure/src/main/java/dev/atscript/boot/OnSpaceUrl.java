package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Space;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether a space has a URL of its own. */
final class OnSpaceUrl extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Space> spaces = Binder.get(context.getEnvironment())
                .bind(AtscriptProperties.SPACES, Bindable.mapOf(String.class, Space.class))
                .orElse(Map.of());
        boolean found = spaces.values().stream().anyMatch(space -> space.url() != null);
        return new ConditionOutcome(
                found,
                ConditionMessage.forCondition(AtscriptProperties.SPACES)
                        .because(found ? "a space has a URL" : "no space has a URL"));
    }
}
