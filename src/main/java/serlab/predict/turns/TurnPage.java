package serlab.predict.turns;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.Html;
import serlab.Mappers;

/**
 * A conversation as a page that plays: one file that needs no network, with a timeline and a list that one can click. The sound stays
 * where it is on this machine; the page names it.
 */
public final class TurnPage {
    private TurnPage() {
    }

    /**
     * The page.
     *
     * @param recording where it lies
     * @param page      where the page will lie: it finds the recording from there
     */
    public static String of(TurnText text, Path recording, Path page) {
        Map<String, Object> data = new LinkedHashMap<>(text.fields());
        data.put("emotions", text.conversation().emotions());
        try (InputStream stream = TurnPage.class.getResourceAsStream("turn-page.html")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{title}}", Html.escaped("Who felt what, when: " + recording.getFileName()))
                    .replace("{{audio}}", Html.escaped(address(recording, page)))
                    .replace("{{data}}", Mappers.JSON.writeValueAsString(data).replace("<", "\\u003c"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("turn-page.html cannot be read from the class path", e);
        }
    }

    /** Relative where both are on one disk, so that the two can be moved together. */
    private static String address(Path recording, Path page) {
        Path from = page.toAbsolutePath().normalize().getParent();
        Path to = recording.toAbsolutePath().normalize();
        if (from == null || !from.getRoot().equals(to.getRoot())) {
            return to.toUri().toString();
        }
        String relative = from.relativize(to).toString().replace(to.getFileSystem().getSeparator(), "/");
        try {
            return new URI(null, null, "./" + relative, null).getRawPath();
        } catch (URISyntaxException e) {
            return to.toUri().toString();
        }
    }
}
