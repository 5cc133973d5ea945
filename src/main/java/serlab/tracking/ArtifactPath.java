package serlab.tracking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import serlab.InvalidInputException;

/**
 * A relative path below a run's artifacts, with forward slashes.
 *
 * @param value the path; no empty, {@code .} or {@code ..} part
 */
public record ArtifactPath(String value) {
    public ArtifactPath {
        for (String part : value.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.contains("\\")) {
                throw new InvalidInputException("artifact path '" + value
                        + "' is not a plain relative path; write it like plots/curves.png");
            }
        }
    }

    /** The path of {@code file} below {@code folder}. */
    public static ArtifactPath of(Path folder, Path file) {
        Path relative = folder.relativize(file);
        List<String> parts = new ArrayList<>();
        relative.forEach(part -> parts.add(part.toString()));
        return new ArtifactPath(String.join("/", parts));
    }

    /** The path with every part percent-encoded for a URL. */
    public String encoded() {
        return Arrays.stream(value.split("/")).map(ArtifactPath::encode).collect(Collectors.joining("/"));
    }

    /** Percent-encodes a text for a URL's path, query or fragment. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
