package dev.atscript.boot;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.logging.ConditionEvaluationReportLoggingListener;
import org.springframework.boot.builder.ParentContextCloserApplicationListener;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;

/**
 * Tells nobody of a start that is a command's, but who logs and who ends it: a listener, be it the application's or one of a
 * library that the application configured, takes the event for a start and begins its work.
 */
final class CommandEvents extends SimpleApplicationEventMulticaster {

    /** With the classes in them. */
    private static final Set<String> TOLD = Set.of(
            ConditionEvaluationReportLoggingListener.class.getName(),
            EnvironmentPostProcessorApplicationListener.class.getName(),
            LoggingApplicationListener.class.getName(),
            ParentContextCloserApplicationListener.class.getName(),
            "org.springframework.boot.SpringApplicationShutdownHook",
            ShutdownCancellation.class.getName());

    private final ConfigurableListableBeanFactory beans;

    CommandEvents(ConfigurableListableBeanFactory beans) {
        super(beans);
        this.beans = beans;
    }

    @Override
    public void addApplicationListener(ApplicationListener<?> listener) {
        if (isTold(listener.getClass())) {
            super.addApplicationListener(listener);
        }
    }

    @Override
    public void addApplicationListenerBean(String name) {
        if (isTold(beans.getType(name, false))) {
            super.addApplicationListenerBean(name);
        }
    }

    private static boolean isTold(@Nullable Class<?> type) {
        return type != null && (TOLD.contains(type.getName()) || isTold(type.getEnclosingClass()));
    }
}
