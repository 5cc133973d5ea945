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
import serlab.audio.file.WavEncoder;

/** The lines of {@code docs/library.md}, in a project of their own that has no optional part of this one. */
@Tag("slow")
class LibraryTest {
    private static final List<String> OPTIONAL = List.of("jetty-", "picocli-", "progressbar-", "spark-", "scala-library-",
            "jjava-", "onnxruntime-");

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

    @Test
    void withoutOnnxRuntimeAFeatureThatNeedsItSaysSo() throws Exception {
        Files.writeString(project.resolve("Onnx.java"), """
                import java.util.Map;
                import serlab.feature.FeatureSpec;

                public class Onnx {
                    public static void main(String[] arguments) {
                        System.out.println(FeatureSpec.of(Map.of("type", "zcr")).bands());
                        try {
                            FeatureSpec.of(Map.of("type", "onnx", "file", arguments[0]));
                        } catch (serlab.InvalidInputException e) {
                            System.out.println(e.getMessage());
                        }
                    }
                }
                """);
        run("javac", "-d", project.toString(), "-cp", classPath(), project.resolve("Onnx.java").toString());
        String said = run("java", "-cp", project + File.pathSeparator + classPath(), "Onnx",
                Path.of("src/test/resources/golden/onnx/tiny.onnx").toAbsolutePath().toString());
        assertTrue(said.matches("1\\Rfeatures of type onnx need ONNX Runtime for this machine: put com.microsoft.onnxruntime:onnxruntime:1.24.1 "
                + "on the class path \\(.*\\)\\R"), said);
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
