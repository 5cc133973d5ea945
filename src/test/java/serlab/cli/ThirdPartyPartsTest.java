package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The code of the pages {@code docs/how-to-add}, compiled as it stands there and put into a jar on the class path: experiment
 * files, commands and notebooks then know its parts.
 */
class ThirdPartyPartsTest {
    private static final Pattern BLOCK = Pattern.compile("```(java)?\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("public (?:final )?(?:record|class) (\\w+)");

    @TempDir
    static Path folder;
    private static String classPath;

    @BeforeAll
    static void buildTheJar() throws IOException {
        List<String> sources = new ArrayList<>();
        StringBuilder services = new StringBuilder();
        for (String page : List.of("extractor", "split", "corpus")) {
            Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/how-to-add", page + ".md")));
            while (block.find()) {
                if (block.group(1) == null) {
                    services.append(block.group(2));
                    continue;
                }
                Matcher type = TYPE.matcher(block.group(2));
                assertTrue(type.find(), block.group(2));
                Path source = folder.resolve(type.group(1) + ".java");
                Files.writeString(source, block.group(2));
                sources.add(source.toString());
            }
        }
        assertEquals(6, sources.size());
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"),
                "-Werror", "-Xlint:all,-processing,-path,-classfile", "-proc:none"));
        arguments.addAll(sources);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        Path services0 = classes.resolve("META-INF/services/serlab.part.PartList");
        Files.createDirectories(services0.getParent());
        Files.writeString(services0, services);
        Path jar = folder.resolve("third-party.jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out);
             Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                zip.write(Files.readAllBytes(file));
            }
        }
        classPath = System.getProperty("java.class.path") + File.pathSeparator + jar;
    }

    private static String ser(int expected, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-Xmx1g", "-cp", classPath, "serlab.cli.Ser"));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("SER_CACHE", folder.resolve("cache").toString());
        Process process = builder.start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), String.join(" ", command));
        assertEquals(expected, process.exitValue(), Files.readString(said));
        return Files.readString(said);
    }

    private static Path recordings() throws IOException {
        Path data = Files.createDirectories(folder.resolve("recordings"));
        for (String speaker : List.of("anna", "ben", "cleo")) {
            for (String emotion : List.of("happy", "sad")) {
                Files.write(data.resolve(speaker + "_" + emotion + "_1.wav"), wav(speaker.length() * 50 + emotion.length() * 10));
            }
        }
        return data;
    }

    /** Half a second of a triangle wave at 22,050 Hz. */
    private static byte[] wav(int period) {
        int samples = 11_025;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(22_050).putInt(44_100).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (Math.abs(i % period - period / 2) * 20_000 / period));
        }
        return wav.array();
    }

    @Test
    void commandsAndExperimentFilesKnowThem() throws IOException, InterruptedException {
        assertTrue(ser(0, "models", "frame-power").contains("frame-power (features): mean power of each frame in dB"));
        Path file = Files.writeString(folder.resolve("experiment.yaml"), """
                name: third-party
                corpus: {type: underscored}
                split: {type: speaker-thirds, offset: 1}
                features: {type: frame-power, floor: -40, frames: 20}
                model: {type: mfcc-vector-cnn, filters: [4]}
                """);
        String settings = ser(0, "run", file.toString(), "--print");
        assertTrue(settings.contains("protocol: \"speaker-thirds with offset=1\"")
                || settings.contains("protocol: speaker-thirds with offset=1"), settings);
        assertTrue(settings.contains("type: frame-power") && settings.contains("floor: -40.0"), settings);
        assertTrue(settings.contains("type: underscored") && settings.contains("between: _"), settings);
        String refused = ser(2, "run", file.toString(), "--print", "--set", "features.flor=-40");
        assertTrue(refused.contains("unknown features key 'flor'; did you mean 'floor'?"), refused);
        Path out = folder.resolve("features");
        ser(0, "features", "frame-power", "--out", out.toString(), "--data", recordings().toString(), "--set",
                "corpus.type=underscored");
        List<String> index = Files.readAllLines(out.resolve("index.csv"));
        assertEquals(7, index.size(), index.toString());
        assertTrue(index.stream().anyMatch(line -> line.contains("anna") && line.contains("happy")), index.toString());
    }

    @Test
    void notebooksKnowThem() {
        try (JShell shell = JShell.builder().remoteVMOptions("-cp", classPath).build()) {
            shell.addToClasspath(classPath);
            List<SnippetEvent> events = shell.eval("serlab.feature.FeatureSpec.of(java.util.Map.of(\"type\", \"frame-power\")).id()");
            assertEquals(null, events.get(0).exception());
            assertTrue(String.valueOf(events.get(0).value()).startsWith("\"frame-power-sampleRate22050-frameLength2048"),
                    events.toString());
        }
    }
}
