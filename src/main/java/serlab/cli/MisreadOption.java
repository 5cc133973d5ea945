package serlab.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import serlab.InvalidInputException;

/** Message to an option whose value is of another kind than it takes: the value, and what is expected. */
final class MisreadOption {
    private static final String PICOCLI = "Invalid value for ";
    private static final List<Class<?>> WHOLE = List.of(int.class, Integer.class, long.class, Long.class);
    private static final List<Class<?>> NUMBERS = List.of(double.class, Double.class, float.class, Float.class);

    private MisreadOption() {
    }

    /** Empty where something else is wrong. */
    static Optional<String> of(ParameterException e) {
        if (e.getCause() instanceof InvalidInputException wrong) {
            return Optional.of(wrong.getMessage());
        }
        ArgSpec option = e.getArgSpec();
        if (option != null && e.getValue() != null && option.typeInfo().isMap()) {
            return Optional.of(name(option) + " '" + e.getValue() + "' is not as expected, " + option.paramLabel() + " with a number as N");
        }
        if (option == null || e.getValue() == null || !e.getMessage().startsWith(PICOCLI)) {
            return Optional.empty();
        }
        Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
        if (type == Path.class) {
            return Optional.of(name(option) + " is empty or no path; name a file or folder");
        }
        String given = name(option) + " " + e.getValue();
        if (type.isEnum()) {
            List<String> known = Arrays.stream(type.getEnumConstants()).map(one -> one.toString().toLowerCase(Locale.ROOT)).toList();
            return Optional.of(given + " is not known; expected " + String.join(", ", known.subList(0, known.size() - 1))
                    + (known.size() > 1 ? " or " : "") + known.get(known.size() - 1));
        }
        return WHOLE.contains(type) ? Optional.of(given + " is no whole number")
                : NUMBERS.contains(type) ? Optional.of(given + " is no number; expected one such as 0.5") : Optional.empty();
    }

    private static String name(ArgSpec option) {
        return option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
    }
}
