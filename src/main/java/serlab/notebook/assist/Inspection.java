package serlab.notebook.assist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.Html;

/** What Shift+Tab shows: the signature of a method with its docstring, the type of a variable, what a key of YAML means. */
public final class Inspection {
    private static final Pattern METHOD = Pattern.compile("([\\w.]+)(?:<.*>)?\\.(\\w+)\\((.*)\\)$");
    private static final Pattern CONSTRUCTOR = Pattern.compile("^(?:[\\w.]+\\.)?([A-Z]\\w*)(?:<.*>)?\\((.*)\\)$");
    private static final Pattern VARIABLE = Pattern.compile("^\\w+:\\s*([\\w.]+).*$");
    private static final Pattern PACKAGES = Pattern.compile("(?<![\\w.])(?:[a-z]\\w*\\.)+(?=[A-Z])");
    private static final Pattern IMPORTS = Pattern.compile("(?m)^\\s*import\\s[^;]*;");

    private final KernelShell shell;
    private final CellTexts texts;
    private final YamlWords yaml = new YamlWords();
    private final Docstrings docs;

    /**
     * @param classes whose methods cells call
     * @param sources folder of the library's Java sources
     */
    public Inspection(KernelShell shell, List<Class<?>> classes, Path sources) {
        this.shell = shell;
        this.texts = new CellTexts(classes, List.of(), shell, yaml);
        this.docs = new Docstrings(sources);
    }

    /**
     * What is shown.
     *
     * @param html with marks
     * @param text without
     */
    public record Shown(String html, String text) {
    }

    /** What there is to say of a place; empty if nothing. */
    public Optional<Shown> at(String code, int cursor) {
        CodeAt place = CodeAt.of(code, cursor);
        if (place.literal() >= 0) {
            return meaning(place).or(() -> call(place));
        }
        return name(place).or(() -> call(place));
    }

    private Optional<Shown> meaning(CodeAt place) {
        return place.call().flatMap(texts::kind).flatMap(kind -> {
            int word = place.nameEnd() - place.literal();
            String whole = place.content();
            int end = whole.startsWith("-", word) ? Math.max(word, dashed(whole, word)) : word;
            if (kind == TextKind.EXPERIMENT) {
                return yaml.meaning(YamlAt.of(whole, end));
            }
            if (kind.section().isEmpty()) {
                return Optional.empty();
            }
            String typed = whole.substring(0, end);
            return yaml.meaning(Completion.inSection(kind, typed.stripLeading().startsWith("{") ? typed : "{type: " + typed));
        }).map(line -> new Shown("<p>" + Html.escaped(line) + "</p>", line));
    }

    private static int dashed(String text, int from) {
        int end = from;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        return end;
    }

    /** The name that the cursor is at. */
    private Optional<Shown> name(CodeAt place) {
        int end = place.nameEnd();
        String code = place.code();
        if (CodeAt.nameBegin(code, end) == end) {
            return Optional.empty();
        }
        boolean method = code.startsWith("(", end) || CodeAt.nameBegin(code, end) > 0 && code.charAt(CodeAt.nameBegin(code, end) - 1) == '.';
        return signatures(code.substring(0, end) + (method ? "(" : "")).or(() -> method ? signatures(code.substring(0, end))
                : Optional.empty());
    }

    /** The call that it is in. */
    private Optional<Shown> call(CodeAt place) {
        return place.call().flatMap(call -> signatures(place.code().substring(0, call.open() + 1)));
    }

    private Optional<Shown> signatures(String code) {
        String own = IMPORTS.matcher(code).replaceAll("");
        List<String> all = shell.signatures(own, own.length());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<String> html = new ArrayList<>();
        List<String> text = new ArrayList<>();
        for (String signature : all) {
            String brief = PACKAGES.matcher(signature).replaceAll("");
            Optional<JavadocText> doc = comment(signature).map(JavadocText::of);
            html.add("<pre>" + Html.escaped(brief) + "</pre>" + doc.map(JavadocText::html).orElse(""));
            text.add(brief + doc.map(JavadocText::text).map("\n"::concat).orElse(""));
        }
        return Optional.of(new Shown(String.join("", html), String.join("\n\n", text)));
    }

    private Optional<String> comment(String signature) {
        Matcher method = METHOD.matcher(signature);
        if (method.find()) {
            return docs.ofMethod(simple(method.group(1)), method.group(2), parameters(method.group(3)));
        }
        Matcher constructor = CONSTRUCTOR.matcher(signature);
        if (constructor.find()) {
            return docs.ofMethod(constructor.group(1), constructor.group(1), parameters(constructor.group(2)))
                    .or(() -> docs.ofClass(constructor.group(1)));
        }
        Matcher variable = VARIABLE.matcher(signature);
        return docs.ofClass(simple(variable.matches() ? variable.group(1) : signature));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** How many there are; commas between angles are none of them. */
    private static int parameters(String list) {
        int depth = 0;
        int count = list.isBlank() ? 0 : 1;
        for (char c : list.toCharArray()) {
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            count += c == ',' && depth == 0 ? 1 : 0;
        }
        return count;
    }
}
