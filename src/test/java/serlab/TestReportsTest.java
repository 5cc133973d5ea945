package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No test is skipped unseen: neither by the run nor by its source. */
class TestReportsTest {
    private static final Path SOURCES = Path.of("src/test/java");
    /** Words by which a test would leave itself out, in pieces, lest this class hold them. */
    private static final Pattern LEAVES_OUT = Pattern.compile("\\bAssum" + "ptions?\\b|\\bassum" + "e(True|False|That)\\b|"
            + "@(Dis|En)" + "abled");

    private static final Pattern NEEDS_TOOLS = Pattern.compile("\\b(MlflowServer|PythonEnvironment|TestJupyter|TeamServer|"
            + "Chrom" + "ium|shareEnvironment)\\b");

    @TempDir
    private Path folder;
    private Path sources;
    private Path reports;

    @BeforeEach
    void twoClasses() throws IOException {
        sources = Files.createDirectories(folder.resolve("sources"));
        reports = Files.createDirectories(folder.resolve("reports"));
        Files.createDirectories(sources.resolve("one/two"));
        for (String file : List.of("one/ATest.java", "one/two/BTest.java", "one/Helper.java")) {
            Files.writeString(sources.resolve(file), "");
        }
        report("one.ATest", "<testcase name='a'/><testcase name='b'/>");
        report("one.two.BTest", "<testcase name='c'/>");
    }

    private void report(String name, String cases) throws IOException {
        Files.writeString(reports.resolve("TEST-" + name + ".xml"),
                "<testsuite name='" + name + "'>" + cases + "</testsuite>");
    }

    @Test
    void allRanAndNothingIsSaid() throws IOException {
        assertEquals(List.of(), TestReports.gaps(reports, sources));
    }

    @Test
    void aSkippedTestIsNamedWithItsReason() throws IOException {
        report("one.ATest", "<testcase name='a'><skipped message='no browser'/></testcase><testcase name='b'/>");
        assertEquals(List.of("one.ATest.a was skipped: no browser"), TestReports.gaps(reports, sources));
    }

    @Test
    void aClassThatRanNothingIsNamed() throws IOException {
        report("one.ATest", "");
        Files.delete(reports.resolve("TEST-one.two.BTest.xml"));
        assertEquals(List.of("one.ATest: none of its tests ran", "one.two.BTest: no report, so none of its tests ran"),
                TestReports.gaps(reports, sources));
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void gapsFailTheBuildInContinuousIntegrationAlone(String ci, int code) throws IOException, InterruptedException {
        report("one.ATest", "<testcase name='a'><skipped/></testcase>");
        assertEquals(code, exit(ci));
        report("one.ATest", "<testcase name='a'/>");
        assertEquals(0, exit(ci));
    }

    private int exit(String ci) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), TestReports.class.getName(), reports.toString(), sources.toString());
        builder.environment().put("CI", ci);
        Process process = builder.redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile()).start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES));
        return process.exitValue();
    }

    @Test
    void noTestLeavesItselfOut() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(all.size() > 100, all.size() + " files");
            for (Path file : all) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                assertTrue(!LEAVES_OUT.matcher(text).find(), file + " holds a test that may leave itself out");
            }
        }
    }

    /** So that the quick selection runs on a machine without Python and browser. */
    @Test
    void testsThatNeedToolsAreTaggedSlow() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> tests = files.filter(file -> file.toString().endsWith("Test.java")).toList();
            int tagged = 0;
            for (Path file : tests) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                boolean slow = text.contains("@Tag(\"slow\")\nclass ");
                tagged += slow ? 1 : 0;
                assertTrue(slow || file.endsWith("TestReportsTest.java") || !NEEDS_TOOLS.matcher(text).find(),
                        file + " needs Python or a browser: tag the class slow");
            }
            assertTrue(tagged > 10 && tagged < tests.size() / 2, tagged + " slow classes of " + tests.size());
        }
    }
}
