package serlab.corpus.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import serlab.Mappers;
import serlab.corpus.media.MediaInventory;

/**
 * MSP-Podcast: turns of podcasts, {@code MSP-PODCAST_0001_0008.wav}, whose labels stand in {@code labels_consensus.csv} or
 * {@code .json} ({@code labels_concensus} in older releases), and what each rater heard in {@code labels_detailed.csv}. Turns
 * of class X, on which raters do not agree, have no label. Source: Lotfian and Busso 2019, Building Naturalistic Emotionally
 * Balanced Speech Corpus by Retrieving Emotional Speech from Existing Podcast Recordings.
 */
record MspPodcast() implements KnownCorpus {
    private static final Pattern NAME = Pattern.compile("(?:.*/)?MSP-PODCAST_\\d+_\\d+(?:_\\d+)?");
    private static final String FILE = "labels_con[cs]ensus\\.(?:csv|json)";
    private static final String DETAILED = "labels_detailed\\.csv";
    private static final Map<String, String> WORDS = words();
    /** Columns that become fields, by what the fields are called. */
    private static final Map<String, String> COLUMNS = Map.of("emoact", "activation", "emoval", "valence", "emodom", "dominance");

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("N", "neutral");
        words.put("H", "happy");
        words.put("S", "sad");
        words.put("A", "angry");
        words.put("F", "fearful");
        words.put("D", "disgust");
        words.put("U", "surprised");
        words.put("C", "contempt");
        words.put("O", "other");
        return words;
    }

    @Override
    public String type() {
        return "msp-podcast";
    }

    @Override
    public String title() {
        return "MSP-Podcast";
    }

    @Override
    public boolean names(String path) {
        return NAME.matcher(NamedCorpus.withoutEnding(path)).matches();
    }

    @Override
    public CorpusReading reading(MediaInventory inventory) {
        Map<String, Map<String, String>> rows = new HashMap<>();
        List<String> read = new ArrayList<>();
        for (LabelFile file : LabelFile.named(inventory, FILE)) {
            (file.name().endsWith("json") ? json(file) : file.rows()).forEach(row ->
                    rows.putIfAbsent(MediaInventory.stem(LabelFile.value(row, "filename")), row));
            read.add(file.path());
        }
        Map<String, int[]> raters = new HashMap<>();
        for (LabelFile file : LabelFile.named(inventory, DETAILED)) {
            file.rows().forEach(row -> count(row, rows, raters));
            read.add(file.path());
        }
        return new CorpusReading(path -> meaning(path, rows, raters), List.copyOf(WORDS.values()), read, List.of());
    }

    /** Adds what one rater heard: all raters, and those who name the class that was agreed on. */
    private static void count(Map<String, String> row, Map<String, Map<String, String>> rows, Map<String, int[]> raters) {
        String stem = MediaInventory.stem(LabelFile.value(row, "filename"));
        String heard = LabelFile.value(row, "emoclass_major").toLowerCase(Locale.ROOT);
        Map<String, String> agreed = rows.get(stem);
        if (agreed != null && !heard.isEmpty()) {
            String word = WORDS.getOrDefault(LabelFile.value(agreed, "emoclass"), "?");
            int[] counts = raters.computeIfAbsent(stem, name -> new int[2]);
            counts[0]++;
            counts[1] += heard.startsWith(word.substring(0, Math.min(4, word.length()))) ? 1 : 0;
        }
    }

    /** The rows of the JSON file: maps of columns by file. */
    private static List<Map<String, String>> json(LabelFile file) {
        List<Map<String, String>> rows = new ArrayList<>();
        file.tree(Mappers.BOUNDED_JSON).properties().forEach(entry -> {
            Map<String, String> row = new HashMap<>(Map.of("filename", entry.getKey()));
            JsonNode columns = entry.getValue().isArray() ? entry.getValue().path(0) : entry.getValue();
            columns.properties().forEach(value -> row.put(value.getKey().toLowerCase(Locale.ROOT), value.getValue().asText()));
            rows.add(row);
        });
        return rows;
    }

    private static List<Meaning> meaning(String path, Map<String, Map<String, String>> rows, Map<String, int[]> raters) {
        if (!NAME.matcher(NamedCorpus.withoutEnding(path)).matches()) {
            return List.of();
        }
        String id = MediaInventory.stem(path);
        Map<String, String> row = rows.get(id);
        String label = row == null ? null : WORDS.get(LabelFile.value(row, "emoclass"));
        if (label == null) {
            return List.of(Meaning.lacking(id, rows.isEmpty() ? "no labels_consensus.csv lies below the folder"
                    : row == null ? "not in labels_consensus.csv" : LabelFile.value(row, "emoclass").equals("X")
                    ? "raters agree on no label (X)" : "labeled '" + LabelFile.value(row, "emoclass") + "'"));
        }
        Map<String, String> fields = new HashMap<>(Map.of("language", "English"));
        NamedCorpus.put(fields, "split", LabelFile.value(row, "split_set").toLowerCase(Locale.ROOT));
        NamedCorpus.put(fields, "sex", LabelFile.sex(LabelFile.value(row, "gender")));
        COLUMNS.forEach((column, field) -> NamedCorpus.put(fields, field, LabelFile.value(row, column)));
        int[] counts = raters.get(id);
        if (counts != null) {
            fields.put("raters", Integer.toString(counts[0]));
            fields.put("agreeing", Integer.toString(counts[1]));
        }
        return List.of(Meaning.of(id, label, LabelFile.value(row, "spkrid"), fields));
    }
}
