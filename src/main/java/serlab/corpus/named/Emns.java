package serlab.corpus.named;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.corpus.media.MediaInventory;

/**
 * EMNS: stories told by one woman, in the folders {@code raw_webm} and {@code cleaned_webm} under the same names, or as
 * {@code wavs}; labels in {@code metadata.csv}, with bars between columns. Source: Noriy et al. 2023, EMNS /Imz/ Corpus: An
 * emotive single-speaker dataset for narrative storytelling in games, television and graphic novels; OpenSLR 136.
 */
record Emns() implements LabeledCorpus {
    private static final String FILE = "metadata\\.csv";
    private static final String RECORDING = "audio_recording";
    private static final Map<String, String> WORDS = words();

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("neutral", "neutral");
        words.put("happy", "happy");
        words.put("sad", "sad");
        words.put("angry", "angry");
        words.put("disgust", "disgust");
        words.put("disgusted", "disgust");
        words.put("surprise", "surprised");
        words.put("surprised", "surprised");
        words.put("excited", "excited");
        words.put("sarcastic", "sarcastic");
        return words;
    }

    @Override
    public String type() {
        return "emns";
    }

    @Override
    public String title() {
        return "EMNS";
    }

    @Override
    public CorpusReading reading(MediaInventory inventory) {
        Map<String, Map<String, String>> rows = new HashMap<>();
        List<String> read = new ArrayList<>();
        for (LabelFile file : LabelFile.named(inventory, FILE)) {
            List<Map<String, String>> lines = file.rows();
            if (!lines.isEmpty() && lines.get(0).containsKey(RECORDING) && lines.get(0).containsKey("emotion")) {
                lines.forEach(row -> rows.putIfAbsent(MediaInventory.stem(LabelFile.value(row, RECORDING)), row));
                read.add(file.path());
            }
        }
        return new CorpusReading(path -> meaning(path, rows), WORDS.values().stream().distinct().toList(), read, List.of());
    }

    private static List<Meaning> meaning(String path, Map<String, Map<String, String>> rows) {
        String id = MediaInventory.stem(path);
        Map<String, String> row = rows.get(id);
        if (row == null) {
            return List.of();
        }
        String said = LabelFile.value(row, "emotion");
        String label = WORDS.get(said.toLowerCase(Locale.ROOT));
        if (label == null) {
            return List.of(Meaning.lacking(id, "labeled '" + said + "'"));
        }
        Map<String, String> fields = new HashMap<>(Map.of("language", "English"));
        NamedCorpus.put(fields, "sex", LabelFile.sex(LabelFile.value(row, "gender")));
        NamedCorpus.put(fields, "age", LabelFile.value(row, "age"));
        NamedCorpus.put(fields, "intensity", LabelFile.value(row, "level"));
        String user = LabelFile.value(row, "user_id");
        return List.of(Meaning.of(id, label, user.isEmpty() ? "1" : user, fields));
    }
}
