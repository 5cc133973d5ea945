package serlab.notebook.assist;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * What the kernel's shell knows of the code that has run.
 *
 * @param shell runs the cells
 * @param value gives the value of a variable
 */
public record KernelShell(JShell shell, Function<String, Object> value) {
    /** What could stand at a place: names in order, each with whether it is of the type that is wanted there. */
    record Suggestions(Map<String, Boolean> names, int start) {
    }

    Suggestions suggestions(String code, int at) {
        int[] start = new int[1];
        Map<String, Boolean> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(Function.identity()));
        names.putAll(shell.sourceCodeAnalysis().completionSuggestions(code, at, start).stream().collect(Collectors.toMap(
                SourceCodeAnalysis.Suggestion::continuation, SourceCodeAnalysis.Suggestion::matchesType, Boolean::logicalOr)));
        return new Suggestions(names, start[0]);
    }

    /** Signatures of what stands before a place. */
    List<String> signatures(String code, int at) {
        return shell.sourceCodeAnalysis().documentation(code, at, false).stream()
                .map(SourceCodeAnalysis.Documentation::signature).distinct().toList();
    }

    /** The value of a variable of the cells; null for any other name. */
    Object variable(String name) {
        return shell.variables().anyMatch(variable -> variable.name().equals(name)) ? value.apply(name) : null;
    }

    /** The names of the variables that are of a class, the latest last. */
    List<String> variables(Class<?> type) {
        return shell.variables().filter(variable -> variable.typeName().equals(type.getSimpleName())
                || variable.typeName().equals(type.getName())).map(variable -> variable.name()).toList();
    }
}
