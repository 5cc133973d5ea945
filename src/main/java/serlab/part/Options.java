package serlab.part;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component that is a record of options itself, whose keys stand among those of the part. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Options {
    /** Options that have another key here, each as {@code component=key}: {@code bands=melBands}. */
    String[] rename() default {};
}
