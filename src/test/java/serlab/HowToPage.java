package serlab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Page of {@code docs/how-to-add}, whose blocks of code are the files of a library that somebody else writes. */
final class HowToPage {
    private static final Pattern NAME = Pattern.compile("public (?:final )?(?:record|class) (\\w+)");

    private final String text;

    HowToPage(Path file) throws IOException {
        text = Files.readString(file);
    }

    /** What stands in the blocks of a language. */
    List<String> blocks(String language) {
        Matcher matcher = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$").matcher(text);
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertFalse(blocks.isEmpty(), "no block of " + language);
        return blocks;
    }

    /** Compiles the classes and puts them into a jar with the line that names their list. */
    Path jar(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (String block : blocks("java")) {
            Matcher name = NAME.matcher(block);
            assertTrue(name.find(), "a block without a public class: " + block);
            files.add(Files.writeString(sources.resolve(name.group(1) + ".java"), block));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(said, manager, null, List.of("--release", "17", "-proc:none", "-d",
                    classes.toString(), "-cp", System.getProperty("java.class.path")), null,
                    manager.getJavaFileObjectsFromPaths(files)).call();
            assertTrue(compiled, said.toString());
        }
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("serlab.part.PartList"), blocks("services").get(0));
        return packed(classes, folder.resolve("example.jar"));
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
