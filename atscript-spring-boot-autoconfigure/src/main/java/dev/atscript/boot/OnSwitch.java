package dev.atscript.boot;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether something is on, as it is unless a property says otherwise, in whatever words a property can say so. */
abstract class OnSwitch extends SpringBootCondition {

    private final String property;

    private OnSwitch(String name) {
        this.property = AtscriptProperties.PREFIX + "." + name;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean on = Binder.get(context.getEnvironment())
                .bind(property, Boolean.class)
                .orElse(true);
        return new ConditionOutcome(on, ConditionMessage.forCondition(property).because("it is " + on));
    }

    static final class Enabled extends OnSwitch {
        Enabled() {
            super("enabled");
        }
    }

    static final class Gate extends OnSwitch {
        Gate() {
            super("traffic-gate");
        }
    }
}
