package serlab.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.InvalidInputException;

/** The labels that each of several corpora has clips of. */
final class CommonLabels {
    private static final int LEAST = 2;

    private CommonLabels() {
    }

    /** The corpus with a warning of labels that only some of its corpora have, if there are any. */
    static Corpus noted(Corpus corpus) {
        List<String> members = corpus.members();
        List<String> partial = corpus.labels().stream().filter(label -> members.size() > 1 && !corpus.clips().stream()
                .filter(clip -> clip.label().equals(label)).map(Clip::corpus).collect(Collectors.toSet()).containsAll(members)).toList();
        return partial.isEmpty() ? corpus : corpus.noting("not every corpus has " + String.join(", ", partial)
                + "; corpus.labels: " + LabelChoice.COMMON + " keeps what all have");
    }

    /**
     * The clips of these labels, with a warning that counts the others.
     *
     * @throws InvalidInputException if it is one corpus, or fewer than two labels are common
     */
    static Corpus of(Corpus corpus) {
        List<String> members = corpus.members();
        if (members.size() < 2) {
            throw new InvalidInputException("corpus.labels is " + LabelChoice.COMMON + ", but " + corpus.name()
                    + " is one corpus; name several, such as with --data A,B, or leave it out");
        }
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        corpus.clips().forEach(clip -> counts.computeIfAbsent(clip.label(), label -> new TreeMap<>())
                .merge(clip.corpus(), 1L, Long::sum));
        List<String> common = corpus.labels().stream().filter(counts::containsKey)
                .filter(label -> counts.get(label).keySet().containsAll(members)).toList();
        if (common.size() < LEAST) {
            throw new InvalidInputException("corpus.labels is " + LabelChoice.COMMON + ", but " + (common.isEmpty() ? "no label"
                    : "only " + common.get(0)) + " is in all corpora: " + members.stream().map(member -> member + " has "
                    + corpus.labels().stream().filter(label -> counts.getOrDefault(label, Map.of()).containsKey(member))
                    .collect(Collectors.joining(", "))).collect(Collectors.joining("; "))
                    + "; rename labels of a corpus with its own labels, such as labels: {joy: happy}");
        }
        List<String> dropped = new ArrayList<>();
        corpus.labels().stream().filter(label -> !common.contains(label)).forEach(label -> counts.getOrDefault(label, Map.of())
                .forEach((member, clips) -> dropped.add(clips + " of " + label + " in " + member)));
        List<String> warnings = new ArrayList<>();
        warnings.add("corpus.labels: common to all are " + String.join(", ", common)
                + (dropped.isEmpty() ? "" : "; dropped " + String.join(", ", dropped)));
        warnings.addAll(corpus.warnings());
        return LabelChoice.labeled(corpus, common, corpus.clips().stream().filter(clip -> common.contains(clip.label())).toList(),
                warnings);
    }
}
