package serlab.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import serlab.AtomicFile;
import serlab.EmptyFolders;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.model.BundleFolder;

/**
 * Files of a comparison that another one replaces in its output folder: listed from its own records, which are the names of its
 * trainings in the journal, {@code finished.json}, the manifests of its models, and the names under which every comparison
 * writes. They are removed when the other has come to its end, but for those that it has written anew; whatever else lies in the
 * folder stays.
 *
 * @param times by path below the output folder, when each was written
 */
record ReplacedFiles(Map<String, String> times) {
    /** Kept in the journal while the replacing comparison runs. */
    static final String NAME = "replaced";
    private static final TypeReference<Map<String, String>> FORM = new TypeReference<>() { };
    private static final Pattern TRAINING = Pattern.compile("(.+)-(fold-\\d+-(?:seed--?\\d+|all-seeds))[-.].*");
    private static final String CURVE = "learning-curve.csv";
    private static final String MATRIX = "cross.csv";
    private static final List<String> OF_ALL = List.of("results.csv", "answers.csv", "answers.parquet", "finished.json", "experiment.yaml",
            "comparison.png", "comparison.html", "row.json", MATRIX, "cross.json", "cross.png", "cross.html", CURVE);
    private static final List<String> OF_A_VARIANT = List.of("classification-report.txt", "confusion-counts.png",
            "confusion-normalised.png", "reliability.png", "training-curves.png", "groups.csv", "group-differences.csv", "coverage.csv",
            "risk-coverage.csv");

    ReplacedFiles {
        times = Map.copyOf(times);
    }

    /**
     * What there is of the comparison that left these journals.
     *
     * @param journals folders of the journal, there or not
     */
    static ReplacedFiles of(Path root, Collection<Path> journals) throws IOException {
        Set<String> variants = new TreeSet<>();
        Set<Path> trainings = new TreeSet<>();
        Map<String, String> times = new LinkedHashMap<>();
        for (Path journal : journals) {
            for (String name : names(journal)) {
                Matcher training = TRAINING.matcher(name);
                if (training.matches()) {
                    variants.add(training.group(1));
                    trainings.add(root.resolve(training.group(1)).resolve(training.group(2)));
                }
            }
            times.putAll(read(journal).times);
        }
        finished(root).ifPresent(finished -> finished.variants().forEach(variant -> {
            String folder = OutputFolder.fileName(variant.name());
            variants.add(folder);
            variant.trainings().forEach(one -> trainings.add(root.resolve(folder).resolve(one.key().shortName())));
        }));
        List<Path> files = new ArrayList<>(OF_ALL.stream().map(root::resolve).toList());
        variants.forEach(variant -> OF_A_VARIANT.forEach(name -> files.add(root.resolve(variant).resolve(name))));
        trainings.forEach(training -> files.addAll(new BundleFolder(training.resolve("model")).files()));
        if (Files.exists(root.resolve(CURVE)) || Files.exists(root.resolve(MATRIX))) {
            files.addAll(new BundleFolder(root.resolve("model")).files());
        }
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                times.put(root.relativize(file).toString(), Files.getLastModifiedTime(file).toString());
            }
        }
        return new ReplacedFiles(times);
    }

    /** What was finished in a folder, as far as it can be read. */
    static Optional<FinishedComparison> finished(Path root) {
        try {
            return FinishedComparison.read(root);
        } catch (InvalidInputException damaged) {
            return Optional.empty();
        }
    }

    private static List<String> names(Path journal) throws IOException {
        try (Stream<Path> files = Files.isDirectory(journal) ? Files.list(journal) : Stream.empty()) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** What a journal keeps of them; none where it keeps nothing. */
    static ReplacedFiles read(Path journal) {
        Path file = journal.resolve(NAME);
        try {
            return new ReplacedFiles(Files.exists(file) ? Mappers.JSON.readValue(file.toFile(), FORM) : Map.of());
        } catch (IOException damaged) {
            return new ReplacedFiles(Map.of());
        }
    }

    /** Keeps them in a journal of an output folder. */
    void write(OutputFolder out, String journal) {
        if (!times.isEmpty()) {
            out.write(journal + "/" + NAME, Recorder.json(times).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Removes those that are as they were, and folders that are empty then. */
    void remove(Path root) {
        times.forEach((path, time) -> {
            Path file = root.resolve(path).normalize();
            try {
                if (file.startsWith(root.normalize()) && Files.isRegularFile(file) && Files.getLastModifiedTime(file).toString().equals(time)) {
                    Files.delete(file);
                    EmptyFolders.delete(file.getParent(), root);
                }
            } catch (IOException e) {
                throw AtomicFile.failure(file, e);
            }
        });
    }
}
