package serlab.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.NearestName;

/**
 * Which labels of a corpus are used, and what they are called: {@code [angry, sad]} keeps two,
 * {@code {boredom: drop, calm: neutral, e3: sad}} drops one and renames two, {@code {negative: [angry, sad], drop: [calm]}}
 * groups two under a new name, and {@value #COMMON} keeps those that each of several corpora has.
 *
 * @param kept    the labels to keep; empty for all
 * @param renamed new name, or {@value #DROP}, by label
 * @param common  whether only labels are kept of which every corpus has clips
 */
public record LabelChoice(List<String> kept, Map<String, String> renamed, boolean common) {
    /** In a file: the labels that all corpora have. */
    public static final String COMMON = "common";
    /** In place of a name: clips of this label are left out. */
    public static final String DROP = "drop";
    /** Every label under its own name. */
    public static final LabelChoice ALL = new LabelChoice(List.of(), Map.of(), false);
    private static final int SHOWN = 4;

    public LabelChoice {
        kept = List.copyOf(kept);
        renamed = Map.copyOf(new TreeMap<>(renamed));
    }

    /**
     * Reads {@code corpus.labels}: a list, a map, {@value #COMMON}, or null for all.
     *
     * @throws InvalidInputException if it is something else, or a name is blank
     */
    public static LabelChoice read(Object value) {
        if (value == null) {
            return ALL;
        }
        if (COMMON.equals(value)) {
            return new LabelChoice(List.of(), Map.of(), true);
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return new LabelChoice(list.stream().map(LabelChoice::label).distinct().toList(), Map.of(), false);
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<String, String> renamed = new TreeMap<>();
            map.forEach((key, item) -> {
                if (item instanceof List<?> group && !group.isEmpty()) {
                    group.forEach(from -> put(renamed, label(from), label(key)));
                } else {
                    put(renamed, label(key), label(item));
                }
            });
            return new LabelChoice(List.of(), renamed, false);
        }
        throw new InvalidInputException("corpus.labels is '" + value
                + "'; expected the labels to keep, such as [angry, sad], "
                + "or what becomes of some, such as {boredom: drop, calm: neutral} or {negative: [angry, sad]}; of several "
                + "corpora also " + COMMON);
    }

    private static void put(Map<String, String> renamed, String from, String to) {
        String before = renamed.put(from, to);
        if (before != null && !before.equals(to)) {
            throw new InvalidInputException("corpus.labels makes '" + from + "' both '" + before + "' and '" + to
                    + "'; name it once");
        }
    }

    private static String label(Object value) {
        String label = value == null || value instanceof List || value instanceof Map ? ""
                : value.toString().strip().toLowerCase(Locale.ROOT);
        if (label.isEmpty()) {
            throw new InvalidInputException("corpus.labels holds '" + value
                    + "' where the name of a label is expected, such as "
                    + "[angry, sad] or {boredom: drop, calm: neutral}");
        }
        return label;
    }

    /** As an experiment file has it; null for all. */
    public Object settings() {
        if (common) {
            return COMMON;
        }
        if (!kept.isEmpty()) {
            return kept;
        }
        return renamed.isEmpty() ? null : new TreeMap<>(renamed);
    }

    /**
     * The clips of the chosen labels under their new names.
     *
     * @throws InvalidInputException if the corpus lacks a label that is named, no clip is left, or several corpora have fewer
     *                               than two labels in common where these are asked for
     */
    public Corpus of(Corpus corpus) {
        if (equals(ALL)) {
            return CommonLabels.noted(corpus);
        }
        if (common) {
            return CommonLabels.of(corpus);
        }
        List<String> named = new ArrayList<>(kept);
        named.addAll(new TreeMap<>(renamed).keySet());
        for (String label : named) {
            if (!corpus.labels().contains(label)) {
                throw new InvalidInputException("corpus.labels: " + NearestName.suggest("label", label, corpus.labels())
                        + corpus.faults().stream().map(fault -> "; " + fault).collect(Collectors.joining()));
            }
        }
        List<Clip> clips = new ArrayList<>();
        Map<String, Integer> changed = new LinkedHashMap<>();
        for (Clip clip : corpus.clips()) {
            String label = become(clip.label());
            if (!label.equals(clip.label())) {
                changed.merge(clip.label(), 1, Integer::sum);
            }
            if (!label.equals(DROP)) {
                clips.add(new Clip(clip.id(), label, clip.speaker(), clip.fields(), clip.source()));
            }
        }
        if (clips.isEmpty()) {
            throw new InvalidInputException("corpus.labels drops every clip of " + corpus.name()
                    + "; keep at least two labels of "
                    + String.join(", ", corpus.labels()));
        }
        List<String> labels = corpus.labels().stream().map(this::become).filter(label -> !label.equals(DROP)).distinct().toList();
        List<String> warnings = new ArrayList<>();
        if (!changed.isEmpty()) {
            warnings.add("corpus.labels: " + corpus.labels().stream().filter(changed::containsKey).map(label -> {
                String now = become(label);
                return changed.get(label) + " of " + label + (now.equals(DROP) ? " dropped" : " counted as " + now);
            }).collect(Collectors.joining(", ")));
        }
        warnings.addAll(corpus.warnings());
        return labeled(corpus, labels, clips, warnings);
    }

    /** The corpus with other labels and clips, its name saying which. */
    static Corpus labeled(Corpus corpus, List<String> labels, List<Clip> clips, List<String> warnings) {
        return new Corpus(corpus.name() + named(labels), corpus.synthetic(), labels, clips, warnings, corpus.faults(),
                corpus.place(), corpus.duplicates(), corpus.marks());
    }

    private String become(String label) {
        return kept.isEmpty() ? renamed.getOrDefault(label, label) : kept.contains(label) ? label : DROP;
    }

    private static String named(List<String> labels) {
        return " [" + (labels.size() <= SHOWN ? String.join(", ", labels) : labels.size() + " labels chosen") + "]";
    }
}
