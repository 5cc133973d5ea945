package serlab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Bounds on the JSON and YAML texts that are read from files: their size, how deep they nest, how long a number is. The
 * size is looked at before anything is read. Values are maps, lists, texts and numbers, whatever a text says of their types.
 */
public final class DocumentLimits {
    /** Most bytes of a YAML file. */
    public static final int LARGEST_YAML = 256 << 10;
    /** Most levels of maps and lists inside each other. */
    public static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_KEY = 1000;
    private static final int MOST_ALIASES = 50;

    private DocumentLimits() {
    }

    /** Makes parsers of JSON; a key that stands twice in a map is an error. */
    public static JsonFactory json() {
        return new JsonFactoryBuilder().streamReadConstraints(constraints().build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    /** Begins a factory of YAML parsers; a key that stands twice in a map is an error. */
    public static YAMLFactoryBuilder yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_YAML);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        return YAMLFactory.builder().loaderOptions(options)
                .streamReadConstraints(constraints().maxDocumentLength(LARGEST_YAML).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * Reads a text file of at most that many bytes.
     *
     * @param what  what messages call it, such as {@code experiment file 'a.yaml'}
     * @throws InvalidInputException if it is larger
     * @throws IOException           if it cannot be read or is not UTF-8
     */
    public static String text(Path file, String what, int most) throws IOException {
        requireSize(Files.size(file), what, most);
        return Files.readString(file);
    }

    /** @throws InvalidInputException if a text is larger than it may be */
    public static void requireSize(long bytes, String what, int most) {
        if (bytes > most) {
            throw new InvalidInputException(what + " has " + bytes + " bytes; at most " + most + " are read: check that it "
                    + "is the right file");
        }
    }

    private static StreamReadConstraints.Builder constraints() {
        return StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(LONGEST_NUMBER)
                .maxNameLength(LONGEST_KEY);
    }
}
