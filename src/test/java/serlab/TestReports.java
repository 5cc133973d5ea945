package serlab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The reports that Surefire has written, beside the test classes that there are: what was skipped, and what did not run at
 * all. Maven runs it after the tests; in continuous integration (CI=true) either fails the build.
 */
final class TestReports {
    private TestReports() {
    }

    /** Arguments: the folder of the reports and that of the test sources. */
    public static void main(String[] folders) throws IOException {
        List<String> gaps = gaps(Path.of(folders[0]), Path.of(folders[1]));
        gaps.forEach(System.err::println);
        boolean strict = "true".equals(System.getenv("CI"));
        if (!gaps.isEmpty()) {
            System.err.println("gaps in the tests: " + gaps.size() + (strict ? "; in continuous integration they fail the build"
                    : "; with CI=true they fail the build"));
        }
        System.exit(gaps.isEmpty() || !strict ? 0 : 1);
    }

    /**
     * One line for each skipped test and each class {@code *Test} without a test that ran.
     *
     * @throws IOException if a report or a source folder cannot be read
     */
    static List<String> gaps(Path reports, Path sources) throws IOException {
        List<String> gaps = new ArrayList<>();
        for (String name : classes(sources)) {
            Path report = reports.resolve("TEST-" + name + ".xml");
            if (!Files.exists(report)) {
                gaps.add(name + ": no report, so none of its tests ran");
                continue;
            }
            int ran = 0;
            NodeList cases = parse(report).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                Node skipped = test.getElementsByTagName("skipped").item(0);
                if (skipped == null) {
                    ran++;
                } else {
                    gaps.add(name + "." + test.getAttribute("name") + " was skipped: "
                            + ((Element) skipped).getAttribute("message"));
                }
            }
            if (ran == 0) {
                gaps.add(name + ": none of its tests ran");
            }
        }
        return gaps;
    }

    private static List<String> classes(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> sources.relativize(file).toString()).filter(file -> file.endsWith("Test.java"))
                    .map(file -> file.replaceAll("\\.java$", "").replace('/', '.').replace('\\', '.')).sorted().toList();
        }
    }

    private static Element parse(Path report) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("report " + report + " cannot be read: " + e.getMessage(), e);
        }
    }
}
