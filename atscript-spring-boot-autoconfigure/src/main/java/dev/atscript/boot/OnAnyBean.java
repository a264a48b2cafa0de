package dev.atscript.boot;

import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionMessage.Style;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is a bean of a type, be it one that is no default candidate: a mark, a property or its space may choose it. */
abstract class OnAnyBean extends SpringBootCondition {

    private final Class<?> type;

    private OnAnyBean(Class<?> type) {
        this.type = type;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                Objects.requireNonNull(context.getBeanFactory()), type, true, false);
        ConditionMessage.Builder message = ConditionMessage.forCondition(type.getSimpleName());
        return names.length == 0
                ? ConditionOutcome.noMatch(message.didNotFind("any beans").atAll())
                : ConditionOutcome.match(message.found("bean", "beans").items(Style.QUOTE, (Object[]) names));
    }

    static final class OfDataSource extends OnAnyBean {
        OfDataSource() {
            super(DataSource.class);
        }
    }

    static final class OfDbSpace extends OnAnyBean {
        OfDbSpace() {
            super(DbSpace.class);
        }
    }

    static final class OfSchemaSync extends OnAnyBean {
        OfSchemaSync() {
            super(SchemaSync.class);
        }
    }
}
