package dev.atscript.boot;

import dev.atscript.db.model.DbTable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the DataSource to migrate with, where the application has several, or where migrating needs other credentials
 * than the application's. The application's own is then normally {@code @Primary}.
 */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface AtscriptDataSource {

    /** The space whose tables the database holds, as {@code @db.space} has it. */
    String value() default DbTable.DEFAULT_SPACE;
}
