package dev.atscript.boot;

import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionMessage.Style;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is a DataSource, be it one that is no default candidate: a mark or a property may choose it. */
final class OnDataSource extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                Objects.requireNonNull(context.getBeanFactory()), DataSource.class, true, false);
        ConditionMessage.Builder message = ConditionMessage.forCondition("DataSource");
        return names.length == 0
                ? ConditionOutcome.noMatch(message.didNotFind("any beans").atAll())
                : ConditionOutcome.match(message.found("bean", "beans").items(Style.QUOTE, (Object[]) names));
    }
}
