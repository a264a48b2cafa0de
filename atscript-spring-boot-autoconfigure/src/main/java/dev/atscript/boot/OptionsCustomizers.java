package dev.atscript.boot;

import dev.atscript.db.sync.SyncOptions;
import java.util.Map;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/** Has the customizers change the options of runs, and remembers which of them made runs safe. */
final class OptionsCustomizers {

    private final ObjectProvider<SyncOptionsCustomizer> customizers;
    private final ListableBeanFactory beans;
    private volatile String safeBy = "safe by the application's SyncOptions";

    OptionsCustomizers(ObjectProvider<SyncOptionsCustomizer> customizers, ListableBeanFactory beans) {
        this.customizers = customizers;
        this.beans = beans;
    }

    boolean areThere() {
        return customizers.stream().findAny().isPresent();
    }

    /**
     * The options as they are after all customizers.
     *
     * @param configured as the properties say
     * @throws SyncOptionsCustomizerException if one of them fails, or leaves what no run can have
     */
    SyncOptions customize(SyncOptions configured) {
        SyncOptions options = configured;
        safeBy = AtscriptProperties.PREFIX + ".safe=true";
        for (SyncOptionsCustomizer customizer : customizers.orderedStream().toList()) {
            SyncOptions before = options;
            options = customize(before, customizer);
            if (options.safe() && !before.safe()) {
                safeBy = "safe by the " + name(customizer);
            }
        }
        return options;
    }

    private SyncOptions customize(SyncOptions before, SyncOptionsCustomizer customizer) {
        SyncOptions.Builder options = before.toBuilder();
        try {
            customizer.customize(options);
            return options.build();
        } catch (RuntimeException ex) {
            throw new SyncOptionsCustomizerException("The " + name(customizer), ex);
        }
    }

    private String name(SyncOptionsCustomizer customizer) {
        Map<String, SyncOptionsCustomizer> all =
                BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, SyncOptionsCustomizer.class);
        String bean = all.entrySet().stream()
                .filter(entry -> entry.getValue() == customizer)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> customizer.getClass().getName());
        return "SyncOptionsCustomizer '" + bean + "'";
    }

    /** What makes runs safe, where no space says it by a property of its own: the options of the application, or a customizer. */
    String safeBy() {
        return safeBy;
    }
}
