package serlab.notebook.assist;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import serlab.corpus.Corpus;
import serlab.experiment.ComparisonResult;
import serlab.experiment.VariantResult;
import serlab.feature.encoder.EncoderStore;
import serlab.model.ModelBundle;

/** The texts that the methods for cells take: which kind each is of, by {@link Takes}, and what there is of it. */
final class CellTexts {
    private static final Pattern NAMES = Pattern.compile("(?<![\\w.\"])[A-Za-z_]\\w*(?!\\w|\\s*\\()");
    private static final int MOST_FILES = 100;

    private final List<Class<?>> classes;
    private final List<Path> folders;
    private final KernelShell shell;
    private final YamlWords yaml;

    /**
     * @param classes whose methods cells call
     * @param folders where paths may start
     */
    CellTexts(List<Class<?>> classes, List<Path> folders, KernelShell shell, YamlWords yaml) {
        this.classes = List.copyOf(classes);
        this.folders = List.copyOf(folders);
        this.shell = shell;
        this.yaml = yaml;
    }

    /** The kind of the text that a call takes where it is written. */
    Optional<TextKind> kind(CodeAt.Call call) {
        return classes.stream().flatMap(type -> Arrays.stream(type.getMethods())).filter(method -> method.getName().equals(call.name()))
                .flatMap(method -> parameter(method, call.argument())).map(parameter -> parameter.getAnnotation(Takes.class))
                .filter(Objects::nonNull).map(Takes::value).findFirst();
    }

    private static Stream<Parameter> parameter(Method method, int number) {
        Parameter[] all = method.getParameters();
        return number < all.length ? Stream.of(all[number])
                : method.isVarArgs() ? Stream.of(all[all.length - 1]) : Stream.empty();
    }

    /** The texts of a kind that may stand as an argument, whole. */
    List<String> all(TextKind kind, CodeAt place) {
        CodeAt.Call call = place.call().orElseThrow();
        String near = call.before() + " " + place.code().substring(call.open(), place.at());
        return switch (kind) {
            case FEATURE, AUGMENTATION -> yaml.names(kind.section());
            case PROTOCOL -> yaml.names("split");
            case EMOTION -> of(near, CellTexts::labels, Corpus.class);
            case VARIANT -> of(near, CellTexts::variants, ComparisonResult.class);
            case MODEL -> List.of("best", "starter");
            case ENCODER -> EncoderStore.ofUser().names();
            case FILE -> files("");
            case EXPERIMENT, CORPUS, CHANGE -> List.of();
        };
    }

    /** What a value that stands near says, else the latest variable of a type. */
    private List<String> of(String near, Function<Object, List<String>> words, Class<?> type) {
        List<String> variables = new ArrayList<>(NAMES.matcher(near).results().map(found -> found.group()).toList());
        List<String> further = new ArrayList<>(shell.variables(type));
        Collections.reverse(further);
        variables.addAll(further);
        return variables.stream().distinct().map(shell::variable).filter(Objects::nonNull).map(words).filter(all -> !all.isEmpty())
                .findFirst().orElse(List.of());
    }

    private static List<String> labels(Object value) {
        return value instanceof Corpus corpus ? corpus.labels() : value instanceof ModelBundle model ? model.labels() : List.of();
    }

    private static List<String> variants(Object value) {
        return value instanceof ComparisonResult result ? result.variants().stream().map(VariantResult::spec).map(spec -> spec.name()).toList()
                : value instanceof HasModels known ? known.models() : List.of();
    }

    /** Files and folders whose paths begin so. */
    List<String> files(String begin) {
        int slash = begin.lastIndexOf('/') + 1;
        return folders.stream().map(folder -> folder.resolve(begin.substring(0, slash))).filter(Files::isDirectory)
                .flatMap(folder -> list(folder, begin.substring(slash))).map(name -> begin.substring(0, slash) + name).distinct()
                .limit(MOST_FILES).toList();
    }

    private static Stream<String> list(Path folder, String begin) {
        String[] names = folder.toFile().list((where, name) -> name.startsWith(begin) && !name.startsWith("."));
        return names == null ? Stream.empty() : Stream.of(names).sorted().map(name -> Files.isDirectory(folder.resolve(name))
                ? name + "/" : name);
    }
}
