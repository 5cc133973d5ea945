package serlab.corpus.named;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.corpus.media.MediaInventory;

/**
 * MELD: scenes of a television series, cut into clips {@code dia0_utt0.mp4} in folders of the training, development and test
 * set, whose numbers begin anew; labels in {@code train_sent_emo.csv}, {@code dev_sent_emo.csv} and {@code test_sent_emo.csv}.
 * Source: Poria et al. 2019, MELD: A Multimodal Multi-Party Dataset for Emotion Recognition in Conversations.
 */
record Meld() implements KnownCorpus {
    private static final Pattern NAME = Pattern.compile("(?<above>(?:.*[/_-])?)(?:final_videos_test)?dia(?<dialogue>\\d+)_utt"
            + "(?<utterance>\\d+)");
    private static final Pattern SET = Pattern.compile("(?:.*[^a-z])?(?<set>train|dev|val|valid|validation|test)(?:ing)?(?:[^a-z].*)?");
    private static final String FILE = "(?:train|dev|val|test)_sent_emo\\.csv";
    private static final Map<String, String> WORDS = words();
    /** Columns that become fields, by what the fields are called. */
    private static final Map<String, String> COLUMNS = Map.of("sentiment", "sentiment", "season", "season", "episode", "episode");

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("neutral", "neutral");
        words.put("joy", "happy");
        words.put("sadness", "sad");
        words.put("anger", "angry");
        words.put("fear", "fearful");
        words.put("disgust", "disgust");
        words.put("surprise", "surprised");
        return words;
    }

    @Override
    public String type() {
        return "meld";
    }

    @Override
    public String title() {
        return "MELD";
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
            String set = set(file.name()).orElseThrow();
            file.rows().forEach(row -> rows.putIfAbsent(set + "_dia" + LabelFile.value(row, "dialogue_id") + "_utt"
                    + LabelFile.value(row, "utterance_id"), row));
            read.add(file.path());
        }
        return new CorpusReading(path -> meaning(path, rows), List.copyOf(WORDS.values()), read, List.of());
    }

    private static List<Meaning> meaning(String path, Map<String, Map<String, String>> rows) {
        Matcher name = NAME.matcher(NamedCorpus.withoutEnding(path));
        if (!name.matches()) {
            return List.of();
        }
        String clip = "dia" + Integer.parseInt(name.group("dialogue")) + "_utt" + Integer.parseInt(name.group("utterance"));
        List<String> sets = above(path).map(List::of).orElseGet(() -> List.of("train", "dev", "test").stream()
                .filter(set -> rows.containsKey(set + "_" + clip)).toList());
        if (sets.size() != 1) {
            return List.of(Meaning.lacking(clip, rows.isEmpty() ? "no train_sent_emo.csv, dev_sent_emo.csv or test_sent_emo.csv "
                    + "lies below the folder" : "no folder tells whether it is of the training, development or test set"));
        }
        String id = sets.get(0) + "_" + clip;
        Map<String, String> row = rows.get(id);
        String label = row == null ? null : WORDS.get(LabelFile.value(row, "emotion").toLowerCase(Locale.ROOT));
        if (label == null) {
            return List.of(Meaning.lacking(id, row == null ? "not in " + sets.get(0) + "_sent_emo.csv"
                    : "labeled '" + LabelFile.value(row, "emotion") + "'"));
        }
        Map<String, String> fields = new HashMap<>();
        fields.put("split", sets.get(0));
        fields.put("dialogue", sets.get(0) + name.group("dialogue"));
        fields.put("language", "English");
        COLUMNS.forEach((column, field) -> NamedCorpus.put(fields, field, LabelFile.value(row, column)));
        return List.of(Meaning.of(id, label, LabelFile.value(row, "speaker"), fields));
    }

    /** The set that a file's own name or the nearest folder above it tells. */
    private static Optional<String> above(String path) {
        String[] parts = NamedCorpus.withoutEnding(path).toLowerCase(Locale.ROOT).replace("final_videos_test", "").split("/");
        for (int i = parts.length - 1; i >= 0; i--) {
            Optional<String> set = set(parts[i]);
            if (set.isPresent()) {
                return set;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> set(String name) {
        Matcher set = SET.matcher(name);
        return set.matches() ? Optional.of(set.group("set").startsWith("val") ? "dev" : set.group("set")) : Optional.empty();
    }
}
