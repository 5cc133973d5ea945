package serlab.part;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;

/**
 * How the values of an option stand in files. Numbers, texts, enums and lists of them are known; another class of values
 * names its own with {@link By}.
 *
 * @param <T> the values
 */
public interface OptionType<T> {
    /**
     * Reads what a file holds.
     *
     * @param raw  a text, number, boolean, list or map
     * @param path what messages call it: {@code features.of}
     * @return empty if it is something else
     * @throws serlab.InvalidInputException if something inside it is wrong
     */
    Optional<T> read(Object raw, String path);

    /** The value as a file holds it. */
    default Object write(T value) {
        return value;
    }

    /** Whether the value is within the limits. */
    default boolean allows(T value, Limits limits) {
        return true;
    }

    /** The words that it may be; empty where it is no choice. */
    default List<String> words(Limits limits) {
        return List.of();
    }

    /** What is expected, for messages: {@code a whole number from 1 to 128}. */
    String expected(Limits limits);

    /** The type of a class of values. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface By {
        /** Has a constructor without arguments. */
        Class<? extends OptionType<?>> value();
    }
}
