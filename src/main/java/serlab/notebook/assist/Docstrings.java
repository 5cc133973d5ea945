package serlab.notebook.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Javadoc comments of the classes of a folder of Java sources, by class and method; read when first asked for. */
final class Docstrings {
    private static final String JAVA = ".java";

    private final Path sources;
    private final Map<String, Map<String, String>> read = new LinkedHashMap<>();
    private Map<String, Path> files;

    /** @param sources the folder; nothing is known where there is none */
    Docstrings(Path sources) {
        this.sources = sources;
    }

    /** The comment of a class. */
    Optional<String> ofClass(String simpleName) {
        return Optional.ofNullable(comments(simpleName).get(""));
    }

    /** The comment of a method, or of a constructor, which bears the name of its class. */
    Optional<String> ofMethod(String simpleName, String method, int parameters) {
        return Optional.ofNullable(comments(simpleName).get(key(method, parameters)));
    }

    private static String key(String method, int parameters) {
        return method + "/" + parameters;
    }

    private Map<String, String> comments(String simpleName) {
        return Optional.ofNullable(files().get(simpleName)).map(file -> read.computeIfAbsent(simpleName, name -> parse(file, name)))
                .orElse(Map.of());
    }

    /** Of two classes of a name, the one nearer to the root. */
    private Map<String, Path> files() {
        if (files == null) {
            files = new LinkedHashMap<>();
            try (Stream<Path> all = Files.isDirectory(sources) ? Files.walk(sources) : Stream.empty()) {
                all.filter(file -> file.toString().endsWith(JAVA)).sorted(Comparator.comparing(Path::getNameCount)
                        .thenComparing(Comparator.naturalOrder())).forEach(file -> files.putIfAbsent(file.getFileName().toString()
                        .replace(JAVA, ""), file));
            } catch (IOException e) {
                throw new UncheckedIOException("the sources in " + sources + " cannot be listed: " + e.getMessage(), e);
            }
        }
        return files;
    }

    private static Map<String, String> parse(Path file, String simpleName) {
        Map<String, String> comments = new LinkedHashMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, wrong -> { }, List.of("-proc:none"), null,
                    manager.getJavaFileObjects(file));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(docs, simpleName, comments).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
        return comments;
    }

    /** Takes the comments of a class and of its methods. */
    private static final class Reader extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final String simpleName;
        private final Map<String, String> comments;

        Reader(DocTrees docs, String simpleName, Map<String, String> comments) {
            this.docs = docs;
            this.simpleName = simpleName;
            this.comments = comments;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (type.getSimpleName().contentEquals(simpleName)) {
                keep("");
                return super.visitClass(type, nothing);
            }
            return getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree ? super.visitClass(type, nothing) : null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            String name = method.getName().contentEquals("<init>") ? simpleName : method.getName().toString();
            keep(key(name, method.getParameters().size()));
            return null;
        }

        private void keep(String key) {
            String comment = docs.getDocComment(getCurrentPath());
            if (comment != null) {
                comments.putIfAbsent(key, comment);
            }
        }
    }
}
