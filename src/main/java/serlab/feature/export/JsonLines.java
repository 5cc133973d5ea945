package serlab.feature.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import serlab.Mappers;

/** Files of a JSON object per line, which a program that was killed may have left with a line cut off. */
public final class JsonLines {
    private JsonLines() {
    }

    /** The lines of a file in their order; one that was cut off is passed over. */
    public static <T> List<T> read(Path file, Class<T> type) throws IOException {
        return of(Files.readString(file), file, type);
    }

    /** As {@link #read(Path, Class)}, of what was read already; {@code file} is what the log calls it. */
    static <T> List<T> of(String content, Path file, Class<T> type) {
        List<T> lines = new ArrayList<>();
        for (String text : content.split("\n")) {
            try {
                if (!text.isBlank()) {
                    lines.add(Mappers.JSON.readValue(text, type));
                }
            } catch (JsonProcessingException cutOff) {
                LoggerFactory.getLogger(JsonLines.class).info("line of {} is not whole", file, cutOff);
            }
        }
        return lines;
    }
}
