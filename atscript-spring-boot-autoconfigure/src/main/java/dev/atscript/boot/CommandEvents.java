package dev.atscript.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.SimpleApplicationEventMulticaster;

/** Tells the application's own listeners nothing of a start that is a command's. */
final class CommandEvents extends SimpleApplicationEventMulticaster {

    private final ConfigurableListableBeanFactory beans;

    CommandEvents(ConfigurableListableBeanFactory beans) {
        super(beans);
        this.beans = beans;
    }

    @Override
    public void addApplicationListener(ApplicationListener<?> listener) {
        if (!(listener instanceof ApplicationListenerMethodAdapter) && !isOfTheApplication(listener.getClass())) {
            super.addApplicationListener(listener);
        }
    }

    @Override
    public void addApplicationListenerBean(String name) {
        if (!isOfTheApplication(beans.getType(name, false))) {
            super.addApplicationListenerBean(name);
        }
    }

    private static boolean isOfTheApplication(@Nullable Class<?> type) {
        // A lambda is declared as the interface.
        boolean isSprings =
                type != null && !type.isInterface() && type.getName().startsWith("org.springframework.");
        return !isSprings && type != ShutdownCancellation.class;
    }
}
