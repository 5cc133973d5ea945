package serlab.part;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Name and purpose of a part. A record with several bears several names, and its {@link PartName} says which. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Part.Names.class)
public @interface Part {
    /** The name in experiment files, lower case with dashes. */
    String name();

    /** One sentence without a full stop, for help and tables: "mel-frequency cepstral coefficients". */
    String does();

    /** Options that this name has other defaults for, each as {@code key: value}. */
    String[] sets() default {};

    /**
     * A static method of the record that takes the settings as they are given, a map by key, and returns them with those that
     * are described elsewhere, such as in a file that they name.
     */
    String described() default "";

    /** The names of a record. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Names {
        Part[] value();
    }
}
