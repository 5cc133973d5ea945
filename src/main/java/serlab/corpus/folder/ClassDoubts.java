package serlab.corpus.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import serlab.corpus.Clip;

/** Doubts on whether class folders are emotions: they may be speakers, speakers with emotions, or parts of a corpus. */
final class ClassDoubts {
    private static final int SHOWN = 6;
    private static final int MANY_CLASSES = 12;
    private static final int FEW_CLIPS = 4;
    /** Beginnings of emotion words in English, German, French, Italian, Spanish, Portuguese and Turkish, and of codes. */
    private static final Pattern EMOTION = Pattern.compile("(?:ang|rage|fur|mad|sad|hap|joy|fear|scar|fea$|disg|dis$|surp|sur$|"
            + "neu|calm|cal$|bor|contempt|excit|exc$|frust|fru$|anx|content|amus|pleas|prid|proud|sham|guilt|lov|hat|relax|tir|"
            + "sleep|stress|annoy|irrit|confus|serious|interest|panic|despair|desp|elat|apolog|encourag|positiv|negativ|pos$|neg$|"
            + "laugh|cry|pain|other|oth$|emo|wut|ärger|aerger|freu|fröh|froeh|glück|traur|ekel|überr|ueberr|lange|"
            + "col[eè]r|joie|trist|tri$|peur|d[eé]go|rab|gio|pau|sor|ira$|enf|alegr|miedo|asco|raiva|medo|felic|aleg|"
            + "nojo|mutlu|kizg|kızg|uzg|üzg|korku|sakin|notr|nötr).*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

    private ClassDoubts() {
    }

    /**
     * One line with the remedy, or nothing.
     *
     * @param clips the clips, called by their paths; not empty
     */
    static List<String> of(List<Clip> clips) {
        List<String> labels = LabeledClips.labels(clips);
        String example = clips.get(0).id();
        if (labels.stream().noneMatch(label -> emotion(label).isPresent())) {
            boolean one = labels.size() == 1;
            return List.of((one ? "the only class folder, '" + labels.get(0) + "', is no emotion word"
                    : "the class folders " + shown(labels) + " are no emotion words")
                    + "; if " + (one ? "it is" : "they are")
                    + " a speaker or a part of a corpus, say what each recording is: "
                    + manifest(example));
        }
        Map<String, List<String>> byEmotion = labels.stream().filter(label -> emotion(label).isPresent())
                .collect(Collectors.groupingBy(label -> emotion(label).orElseThrow(), LinkedHashMap::new,
                        Collectors.toList()));
        List<String> doubled = byEmotion.values().stream().filter(same -> same.size() > 1).flatMap(List::stream).toList();
        if (!doubled.isEmpty()) {
            return List.of("the class folders " + shown(doubled)
                    + " name the same emotions more than once, as speakers with "
                    + "emotions do; to count each emotion once, add --set 'corpus.labels={" + byEmotion.entrySet().stream()
                    .filter(same -> same.getValue().size() > 1).flatMap(same -> same.getValue().stream()
                    .filter(label -> !label.equals(same.getKey())).map(label -> key(label) + ": " + same.getKey()))
                    .collect(Collectors.joining(", ")) + "}', or, to keep the speakers, " + manifest(example));
        }
        if (labels.size() >= MANY_CLASSES && clips.size() < FEW_CLIPS * labels.size()) {
            return List.of(labels.size() + " class folders hold " + clips.size() + " recordings, fewer than " + FEW_CLIPS
                    + " each, as speakers or sentences do; if they are no emotions, " + manifest(example));
        }
        return List.of();
    }

    /** How recordings are listed whose folders do not tell the emotion. */
    static String manifest(String example) {
        return "write a CSV file beside them with the first line file,label,speaker and a line such as " + example
                + ",angry,s1 for each, and give that file with --data";
    }

    /** The word of a label that names an emotion. */
    private static Optional<String> emotion(String label) {
        return BETWEEN_WORDS.splitAsStream(label).filter(word -> EMOTION.matcher(word).matches()).findFirst();
    }

    private static String key(String label) {
        return label.matches("[\\p{L}\\p{N}_-]+") ? label : '"' + label.replace("\"", "\\\"") + '"';
    }

    private static String shown(List<String> labels) {
        return String.join(", ", new ArrayList<>(labels).subList(0, Math.min(SHOWN, labels.size())))
                + (labels.size() > SHOWN ? "… (" + labels.size() + ")" : "");
    }
}
