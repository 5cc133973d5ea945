package serlab.notebook.assist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Tab offers in a cell: texts that our methods take, keys and values of YAML, else what Java has there. */
public final class Completion {
    /** Methods that every object has, of no use in a cell. */
    private static final Set<String> HIDDEN = Set.of("wait(", "notify()", "notifyAll()", "getClass()", "hashCode()", "equals(");
    /** Values that the shell names itself. */
    private static final Pattern RESULT = Pattern.compile("\\$\\d+");
    private static final String SECTION = "{";

    private final KernelShell shell;
    private final YamlWords yaml = new YamlWords();
    private final CellTexts texts;

    /**
     * @param classes whose methods cells call
     * @param folders where paths may start
     */
    public Completion(KernelShell shell, List<Class<?>> classes, List<Path> folders) {
        this.shell = shell;
        this.texts = new CellTexts(classes, folders, shell, yaml);
    }

    /**
     * What may stand at a place.
     *
     * @param cursor number of characters before it
     */
    public Offer.Offers at(String code, int cursor) {
        CodeAt place = CodeAt.of(code, cursor);
        Optional<TextKind> kind = place.call().flatMap(texts::kind);
        if (place.literal() >= 0) {
            return kind.map(one -> inText(one, place)).orElse(new Offer.Offers(List.of(), cursor));
        }
        KernelShell.Suggestions java = shell.suggestions(code, cursor);
        boolean begun = place.call().map(call -> !code.substring(call.begin(), cursor).isBlank()).orElse(true);
        List<Offer> all = new ArrayList<>();
        if (!begun) {
            kind.ifPresent(one -> texts.all(one, place).forEach(text -> all.add(new Offer('"' + text + '"', one.word()))));
        }
        boolean quoted = !all.isEmpty();
        boolean fitting = quoted || !begun && java.names().containsValue(true);
        String before = code.substring(Math.min(java.start(), cursor), cursor);
        java.names().forEach((name, fits) -> {
            if ((fits || !fitting) && !(quoted && name.contains("(")) && !(HIDDEN.contains(name) && afterDot(code, java.start()))
                    && !RESULT.matcher(name).matches()) {
                all.add(new Offer(name, word(name)));
            }
        });
        return new Offer.Offers(all, cursor - before.length());
    }

    private static boolean afterDot(String code, int start) {
        return start > 0 && code.charAt(start - 1) == '.';
    }

    private static String word(String name) {
        return name.contains("(") ? "method" : Character.isUpperCase(name.charAt(0)) ? "class" : "variable";
    }

    private Offer.Offers inText(TextKind kind, CodeAt place) {
        String typed = place.typed();
        List<String> all = switch (kind) {
            case EXPERIMENT -> yaml(kind, YamlAt.of(place.content(), typed.length()));
            case CORPUS -> yaml(kind, inSection(kind, typed));
            case CHANGE -> change(typed);
            case FEATURE, AUGMENTATION -> typed.stripLeading().startsWith(SECTION) ? yaml(kind, inSection(kind, typed))
                    : texts.all(kind, place);
            case FILE -> texts.files(typed);
            default -> texts.all(kind, place);
        };
        String word = switch (kind) {
            case EXPERIMENT, CORPUS, FEATURE, AUGMENTATION -> yamlWord(kind, place, typed);
            case CHANGE -> typed.substring(Math.max(typed.lastIndexOf('.'), typed.lastIndexOf('=')) + 1);
            default -> typed;
        };
        return new Offer.Offers(all.stream().filter(text -> text.startsWith(word)).map(text -> new Offer(text, kind.word())).toList(),
                place.at() - word.length());
    }

    private static String yamlWord(TextKind kind, CodeAt place, String typed) {
        return kind == TextKind.EXPERIMENT ? YamlAt.of(place.content(), typed.length()).word()
                : typed.stripLeading().startsWith(SECTION) ? inSection(kind, typed).word() : typed;
    }

    /** Keys with their colon, values as they are. */
    private List<String> yaml(TextKind kind, YamlAt place) {
        Stream<String> words = yaml.at(place).stream();
        return (place.key().isEmpty() ? words.map(word -> word + ": ") : words).toList();
    }

    /** A text in braces is the content of a section. */
    static YamlAt inSection(TextKind kind, String typed) {
        String before = kind.section() + ": ";
        return YamlAt.of(before + typed.stripLeading(), before.length() + typed.stripLeading().length());
    }

    /** A setting in one line, {@code training.epochs=5}. */
    private List<String> change(String typed) {
        int equals = typed.indexOf('=');
        List<String> keys = List.of((equals < 0 ? typed + " " : typed.substring(0, equals)).split("\\."));
        List<String> path = keys.subList(0, keys.size() - 1);
        YamlAt place = new YamlAt(path, Map.of(), equals < 0 ? "" : keys.get(keys.size() - 1), "");
        return yaml.at(place).stream().map(word -> equals < 0 ? word + (path.isEmpty() && yaml.isSection(word) ? "." : "=") : word).toList();
    }
}
