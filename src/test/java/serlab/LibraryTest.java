package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Tones;
import serlab.audio.WavEncoder;

/** The lines of {@code docs/library.md}, in a project of their own that has no optional part of this one. */
@Tag("slow")
class LibraryTest {
    private static final List<String> OPTIONAL = List.of("jetty-", "picocli-", "progressbar-", "spark-", "scala-library-",
            "jjava-");

    @TempDir
    private Path project;

    @Test
    void theLinesOfThePageExtractTrainAndPredictWithoutTheOptionalParts() throws Exception {
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("docs/library.md")));
        assertTrue(code.find(), "docs/library.md has no Java");
        Files.writeString(project.resolve("FirstModel.java"), code.group(1));
        Path recording = project.resolve("tone.wav");
        Files.write(recording, WavEncoder.encode16(Tones.tone(220, 16000, 16000)));
        run("javac", "-d", project.toString(), "-cp", classPath(), project.resolve("FirstModel.java").toString());
        String said = run("java", "-Xmx1g", "-cp", project + File.pathSeparator + classPath(), "FirstModel",
                recording.toString(), project.resolve("out").toString());
        assertTrue(said.contains("MFCC: 13 coefficients, 44 frames"), said);
        assertTrue(said.matches("(?s).*test UAR: \\d+\\.\\d.* %.*"), said);
        assertTrue(said.matches("(?s).*emotion: (?!\\s)[a-z ]+\\s*"), said);
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .filter(entry -> !entry.contains("test-classes") && OPTIONAL.stream()
                        .noneMatch(part -> Path.of(entry).getFileName().toString().startsWith(part)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
        command.addAll(List.of(arguments));
        Path log = project.resolve(program + ".log");
        Process process = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        int code = process.waitFor();
        String said = Files.readString(log);
        assertEquals(0, code, said);
        return said;
    }
}
