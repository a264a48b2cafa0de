package dev.atscript.boot;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether something is on, as it is unless a property says otherwise, in whatever words a property can say so. */
abstract class OnSwitch extends SpringBootCondition {

    static final String ENABLED = AtscriptProperties.PREFIX + ".enabled";
    static final String GATE = AtscriptProperties.PREFIX + ".traffic-gate";

    private final String property;
    private final boolean wanted;

    private OnSwitch(String property, boolean wanted) {
        this.property = property;
        this.wanted = wanted;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean on = isOn(property, context.getEnvironment());
        return new ConditionOutcome(
                on == wanted, ConditionMessage.forCondition(property).because("it is " + on));
    }

    static boolean isOn(String property, Environment environment) {
        return Binder.get(environment).bind(property, Boolean.class).orElse(true);
    }

    static final class Enabled extends OnSwitch {
        Enabled() {
            super(ENABLED, true);
        }
    }

    static final class Disabled extends OnSwitch {
        Disabled() {
            super(ENABLED, false);
        }
    }

    static final class Gate extends OnSwitch {
        Gate() {
            super(GATE, true);
        }
    }

    static final class NoGate extends OnSwitch {
        NoGate() {
            super(GATE, false);
        }
    }
}
