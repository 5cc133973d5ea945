package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of the project: what their links name is there, and a page's heading where they name one; every library is listed. */
class DocumentationTest {
    private static final List<String> FOLDERS = List.of("docs", "notebooks", "environment", "experiments", "findings", "mlruns");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");

    @TempDir
    Path temporary;

    @Test
    void everyLinkOfEveryPageLeadsSomewhere() throws IOException {
        List<Path> pages = pages();
        assertContains(pages, Path.of("README.md"));
        assertContains(pages, Path.of("docs/architecture.md"));
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            broken.addAll(broken(page));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void aLinkToNoFileOrNoHeadingIsFound() throws IOException {
        Files.writeString(temporary.resolve("other.md"), "# A Heading, told `twice`\n\n```\n# no heading\n```\n");
        Path page = Files.writeString(temporary.resolve("page.md"), """
                [there](other.md) ![there](other.md#a-heading-told-twice) [web](https://example.org/none) [own](#own)
                [no file](missing.md) [no heading](other.md#no-heading)
                ## Own
                `[code](code.md)`
                """);
        assertEquals(List.of(page + ": missing.md", page + ": other.md#no-heading"), broken(page));
    }

    @Test
    void everyLibraryIsListedWithItsLicense() throws IOException {
        String page = Files.readString(Path.of("docs/dependencies.md"));
        Matcher dependency = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL).matcher(Files.readString(Path.of("pom.xml")));
        List<String> unlisted = new ArrayList<>();
        int libraries = 0;
        while (dependency.find()) {
            Matcher artifact = Pattern.compile("<artifactId>(.*?)</artifactId>").matcher(dependency.group(1));
            if (!dependency.group(1).contains("<scope>test</scope>") && artifact.find()) {
                libraries++;
                if (!page.contains('`' + artifact.group(1) + '`')) {
                    unlisted.add(artifact.group(1));
                }
            }
        }
        assertTrue(libraries > 20, libraries + " libraries found");
        assertEquals(List.of(), unlisted);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(""))) {
            files.filter(DocumentationTest::isPage).forEach(pages::add);
        }
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                List<Path> found = files.filter(DocumentationTest::isPage)
                        .filter(file -> Stream.of(file.toString().split("/")).noneMatch(part -> part.startsWith("."))).toList();
                pages.addAll(found);
            }
        }
        return pages;
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md");
    }

    private static List<String> broken(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher links = LINK.matcher(text(page).replaceAll("`[^`\n]*`", ""));
        while (links.find()) {
            String link = URLDecoder.decode(links.group(1), StandardCharsets.UTF_8);
            if (link.matches("[a-z]+:.*")) {
                continue;
            }
            int hash = link.indexOf('#');
            String file = hash < 0 ? link : link.substring(0, hash);
            Path target = file.isEmpty() ? page : page.resolveSibling(file);
            if (!Files.exists(target) || hash >= 0 && !anchors(target).contains(link.substring(hash + 1))) {
                broken.add(page + ": " + link);
            }
        }
        return broken;
    }

    /** Of headings, as code hosts make them. */
    private static List<String> anchors(Path page) throws IOException {
        List<String> anchors = text(page).lines().filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .strip().replace(' ', '-')).toList();
        assertFalse(anchors.isEmpty(), page + " has no heading");
        return anchors;
    }

    /** Without blocks of code. */
    private static String text(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?sm)^```.*?^```", "");
    }
}
