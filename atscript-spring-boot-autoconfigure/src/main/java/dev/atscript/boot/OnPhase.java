package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Phase;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the database is to be migrated in a phase, in whatever spelling the property has. */
abstract class OnPhase extends SpringBootCondition {

    private static final String PROPERTY = AtscriptProperties.PREFIX + ".phase";

    private final Phase wanted;

    private OnPhase(Phase wanted) {
        this.wanted = wanted;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Phase phase =
                Binder.get(context.getEnvironment()).bind(PROPERTY, Phase.class).orElse(Phase.APPLICATION_RUNNER);
        return new ConditionOutcome(
                phase == wanted, ConditionMessage.forCondition(PROPERTY).because("it is " + phase));
    }

    static final class Runner extends OnPhase {
        Runner() {
            super(Phase.APPLICATION_RUNNER);
        }
    }

    static final class Initialization extends OnPhase {
        Initialization() {
            super(Phase.DATABASE_INITIALIZATION);
        }
    }
}
