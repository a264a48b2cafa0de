package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Space;
import dev.atscript.db.model.DbTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;

/** Chooses the DataSource to migrate each space with. */
final class DataSources {

    private final AtscriptProperties properties;
    private final SpaceSettings settings;
    private final ObjectProvider<DataSource> marked;
    private final ObjectProvider<DataSource> all;
    private final ListableBeanFactory beans;

    /**
     * Creates the choice.
     *
     * @param marked those with {@link AtscriptDataSource}, for the default space
     * @param all all of them
     */
    DataSources(
            AtscriptProperties properties,
            SpaceSettings settings,
            ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> all,
            ListableBeanFactory beans) {
        this.properties = properties;
        this.settings = settings;
        this.marked = marked;
        this.all = all;
        this.beans = beans;
    }

    /**
     * The spaces there are: the default one first, where it has something or is the only one, then by name.
     *
     * @param others spaces that somebody else knows of
     */
    List<String> spaces(Set<String> others) {
        Set<String> found = new TreeSet<>(settings.declared());
        found.addAll(settings.byName().keySet());
        found.addAll(others);
        names().stream().map(this::mark).filter(Objects::nonNull).forEach(found::add);
        if (properties.url() != null || found.isEmpty()) {
            found.add(DbTable.DEFAULT_SPACE);
        }
        List<String> spaces = new ArrayList<>(found);
        if (spaces.remove(DbTable.DEFAULT_SPACE)) {
            spaces.add(0, DbTable.DEFAULT_SPACE);
        }
        return spaces;
    }

    /** Whether anything says where a space's database is, be it wrong. */
    boolean has(String space) {
        return !marks(space).isEmpty()
                || said(space).tellsOfADatabase()
                || (isDefault(space) && !ofNoOtherSpace().isEmpty());
    }

    /** The marked one, else what the properties describe, else, for the default space, the application's. */
    DataSource choose(String space) {
        DataSource marked = marked(space);
        return marked == null ? described(space, said(space)) : marked;
    }

    private @Nullable DataSource marked(String space) {
        DataSource chosen = isDefault(space) ? marked.getIfUnique() : null;
        if (chosen != null) {
            return chosen;
        }
        List<String> marks = marks(space);
        if (marks.size() > 1) {
            throw AmbiguousDataSourceException.ofMarked(space, marks);
        }
        return marks.isEmpty() ? null : beans.getBean(marks.get(0), DataSource.class);
    }

    private DataSource described(String space, Space said) {
        String prefix = prefix(space);
        if (said.url() != null) {
            if (StringUtils.hasText(said.dataSource())) {
                throw new WrongPropertyException(
                        prefix + ".data-source names a bean, which has a URL: set either that, or " + prefix + ".url.");
            }
            return UnpooledDataSource.of(said, prefix);
        }
        if (said.username() == null && said.password() != null) {
            throw new WrongPropertyException(prefix + ".password needs " + prefix + ".username.");
        }
        DataSource bean = bean(space, said);
        return said.username() == null ? bean : UnpooledDataSource.derivedFrom(bean, said, prefix);
    }

    /** The bean that leads to a space's database where no URL does. */
    private DataSource bean(String space, Space said) {
        if (StringUtils.hasText(said.dataSource())) {
            requireBean(said.dataSource(), prefix(space));
            return beans.getBean(said.dataSource(), DataSource.class);
        }
        if (said.username() != null && !isDefault(space)) {
            throw new WrongPropertyException(
                    prefix(space) + ".username needs " + prefix(space) + ".url or " + prefix(space) + ".data-source.");
        }
        return ofTheApplication();
    }

    private void requireBean(String name, String prefix) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new WrongPropertyException(prefix + ".data-source is '" + name + "', but "
                    + (names.isEmpty()
                            ? "there is no DataSource bean."
                            : "the DataSource beans are " + String.join(", ", names) + "."));
        }
    }

    private DataSource ofTheApplication() {
        List<String> candidates = ofNoOtherSpace();
        boolean all = candidates.size() == names().size();
        if (!all && candidates.size() == 1) {
            return beans.getBean(candidates.get(0), DataSource.class);
        }
        DataSource chosen = this.all.getIfUnique();
        boolean free = chosen != null && (all || candidates.stream().anyMatch(name -> chosen == beans.getBean(name)));
        if (chosen == null && candidates.size() == 1) {
            throw AmbiguousDataSourceException.ofNoDefaultCandidate(candidates.get(0));
        }
        if (chosen == null || !free) {
            requireNamedBeans();
            throw AmbiguousDataSourceException.of(candidates);
        }
        return chosen;
    }

    /** A bean whose name is mistyped where a space names it is one more that may be the default space's. */
    private void requireNamedBeans() {
        settings.byName().forEach((space, said) -> {
            if (StringUtils.hasText(said.dataSource())) {
                requireBean(said.dataSource(), prefix(space));
            }
        });
    }

    private List<String> ofNoOtherSpace() {
        Predicate<String> described = name -> settings.byName().entrySet().stream()
                .anyMatch(each ->
                        !isDefault(each.getKey()) && name.equals(each.getValue().dataSource()));
        return names().stream()
                .filter(described.negate())
                .filter(name -> mark(name) == null || DbTable.DEFAULT_SPACE.equals(mark(name)))
                .toList();
    }

    /** What the properties say of a space; of the default one, they may say it in two places. */
    private Space said(String space) {
        Space said = settings.of(space);
        if (!isDefault(space)) {
            return said;
        }
        boolean elsewhere = properties.url() != null || properties.username() != null || properties.password() != null;
        if (said.tellsOfADatabase() && elsewhere) {
            throw new WrongPropertyException(AtscriptProperties.SPACES
                    + ".default and atscript.db.url, .username, .password are the same space: set one of them.");
        }
        return said.tellsOfADatabase()
                ? said
                : new Space(null, properties.url(), properties.username(), properties.password(), null, null, null);
    }

    private String prefix(String space) {
        return isDefault(space) && settings.of(space).tellsOfADatabase()
                ? AtscriptProperties.SPACES + "." + space
                : AtscriptProperties.prefix(space);
    }

    private static boolean isDefault(String space) {
        return space.equals(DbTable.DEFAULT_SPACE);
    }

    /**
     * Whether sync looks after the tables of a DataSource. A URL of its own may lead to the database of any of the
     * application's.
     */
    boolean isLookedAfter(DataSource dataSource) {
        return spaces(Set.of()).stream()
                .filter(this::has)
                .anyMatch(space -> said(space).url() != null || leadsTo(space, dataSource));
    }

    private boolean leadsTo(String space, DataSource dataSource) {
        DataSource marked = marked(space);
        return (marked == null ? bean(space, said(space)) : marked).equals(dataSource);
    }

    /** The names of the DataSource beans. */
    List<String> names() {
        return Arrays.asList(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, DataSource.class));
    }

    private List<String> marks(String space) {
        return names().stream().filter(name -> space.equals(mark(name))).toList();
    }

    private @Nullable String mark(String name) {
        AtscriptDataSource mark = beans.findAnnotationOnBean(name, AtscriptDataSource.class);
        if (mark != null && mark.value().isBlank()) {
            throw new UnfitDataSourceException(
                    "The DataSource bean '" + name + "' is marked with @AtscriptDataSource(\"" + mark.value()
                            + "\"), which names no space.",
                    "Write @AtscriptDataSource for the space '" + DbTable.DEFAULT_SPACE
                            + "', or name another one as @db.space has it.");
        }
        return mark == null ? null : mark.value();
    }
}
