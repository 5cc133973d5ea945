package serlab.part;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record component that experiment files set: its key, default, range, unit and meaning. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /** The default as a file would write it: {@code 40}, {@code [16, 32]}, {@code center}. */
    String value() default "";

    /** What it does, in a few words without a full stop. */
    String meaning() default "";

    /** Hz, dB, s, samples… */
    String unit() default "";

    /** What others call it: whoever writes that is told the key. */
    String[] also() default {};

    /** Least value. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Greatest value. */
    double max() default Double.POSITIVE_INFINITY;

    /** A bound that the value lies above. */
    double above() default Double.NEGATIVE_INFINITY;

    /** A bound that the value lies below. */
    double below() default Double.POSITIVE_INFINITY;

    /** Which whole numbers are meant. */
    Parity parity() default Parity.ANY;

    /** The words that a text may be; empty for any. An enum has its constants. */
    String[] choices() default {};

    /** Fewest entries of a list. */
    int least() default 1;

    /** Most entries of a list. */
    int most() default Integer.MAX_VALUE;

    /** The key, where that is not the component's name. */
    String key() default "";

    /** A record that declares an option of the same key, from which this one takes whatever it does not say itself. */
    Class<?> like() default void.class;

    /** The key of that option, where it has another one there. */
    String likeKey() default "";

    /**
     * A static method of the record that gives the default where it depends on the options before, which it takes as
     * {@link Given}; {@link #value} then says in words what it gives.
     */
    String computed() default "";

    /** Whether settings leave it out where it has its default: options that files of before did not have. */
    boolean quiet() default false;

    /** Which whole numbers. */
    enum Parity {
        /** All. */
        ANY,
        /** Odd ones. */
        ODD,
        /** Even ones. */
        EVEN
    }
}
