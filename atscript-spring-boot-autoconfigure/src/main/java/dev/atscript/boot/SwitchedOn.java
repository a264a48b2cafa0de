package dev.atscript.boot;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Fails where a property switches on what was off when the application was built ahead of time, and has no beans.
 *
 * @param property its name
 */
record SwitchedOn(String property, Environment environment) implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (environment.containsProperty(property) && OnSwitch.isOn(property, environment)) {
            throw new WrongPropertyException(property
                    + " is true, but the application was built ahead of time with false, which decides: set the property"
                    + " when it is built, or leave it as it was then");
        }
    }
}
