package serlab.corpus.named;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.MediaKind;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.ravdess.RavdessName;

/**
 * The clips of a known corpus in one place, and what was left out there.
 *
 * @param corpus  which corpus
 * @param reading what its names and label files say
 * @param byId    its clips
 * @param first   path of the first recording that is of this corpus; empty if there is none
 * @param named   how many recordings are of this corpus, repeats included
 * @param lacking how many of them have no label, by why
 * @param repeats how many are of a clip that was read already
 * @param others  recordings that are of no corpus, or of another: how many, by the title of that corpus, empty for none
 */
record KnownClips(KnownCorpus corpus, CorpusReading reading, Map<String, Clip> byId, String first, int named,
                  Map<String, Integer> lacking, int repeats, Map<String, Integer> others) {
    private static final Set<String> LOSSLESS = Set.of("wav", "flac");
    private static final String RAVDESS = "RAVDESS";

    static KnownClips of(KnownCorpus corpus, MediaInventory inventory, boolean everyFile) {
        CorpusReading reading = corpus.reading(inventory);
        List<MediaInventory.Item> items = inventory.items().stream().sorted(Comparator.comparing(item ->
                !LOSSLESS.contains(MediaKind.extension(item.path())))).toList();
        Map<String, Clip> clips = new TreeMap<>();
        Map<String, Integer> lacking = new TreeMap<>();
        Map<String, Integer> others = new TreeMap<>();
        String first = "";
        int named = 0;
        int repeats = 0;
        for (MediaInventory.Item item : items) {
            List<Meaning> meanings = reading.of(item.path());
            if (meanings.isEmpty()) {
                others.merge(titleOf(item), 1, Integer::sum);
                continue;
            }
            first = first.isEmpty() ? item.path() : first;
            named++;
            for (Meaning meaning : meanings) {
                if (meaning.label().isEmpty()) {
                    lacking.merge(meaning.lacking(), 1, Integer::sum);
                } else {
                    Clip clip = clip(everyFile ? item.path() + meaning.id().replaceFirst("^[^ ]*", "") : meaning.id(), meaning, item);
                    repeats += clips.putIfAbsent(clip.id(), clip) == null ? 0 : 1;
                }
            }
        }
        return new KnownClips(corpus, reading, clips, first, named, lacking, repeats, others);
    }

    private static Clip clip(String id, Meaning meaning, MediaInventory.Item item) {
        ClipSource source = meaning.span().map(span -> span.of(item.source())).orElse(item.source());
        return new Clip(id, meaning.label(), meaning.speaker(), meaning.fields(), source);
    }

    private static String titleOf(MediaInventory.Item item) {
        return RavdessName.parse(item.stem()).isPresent() ? RAVDESS : KnownCorpus.all().stream()
                .filter(known -> known.names(item.path())).findFirst().map(KnownCorpus::title).orElse("");
    }

    /** The emotions that occur, in the order of tables. */
    List<String> labels() {
        Set<String> there = byId.values().stream().map(Clip::label).collect(Collectors.toSet());
        return reading.labels().stream().filter(there::contains).toList();
    }

    /** The emotion of what lies at a path; empty if it is of another corpus or has none. */
    String label(String path) {
        return reading.of(path).stream().map(Meaning::label).findFirst().orElse("");
    }

    /** Why the place was read as this corpus. */
    String why(int all) {
        String files = reading.labelFiles().isEmpty() ? "" : ", labels from " + (reading.labelFiles().size() == 1 ? ""
                : reading.labelFiles().size() + " files such as ") + reading.labelFiles().get(0);
        return "read as " + corpus.title() + ": " + named + " of " + all + " names like " + first.substring(first.lastIndexOf('/') + 1)
                + files;
    }

    /** What was left out, one line each. */
    List<String> leftOut() {
        List<String> lines = new ArrayList<>();
        if (repeats > 0) {
            lines.add(MediaKind.AUDIO.count(repeats) + " left out: a clip of the same name was read already");
        }
        lacking.forEach((why, count) -> lines.add(MediaKind.AUDIO.count(count) + " left out: " + why));
        int count = others.values().stream().mapToInt(Integer::intValue).sum();
        if (count > 0) {
            Map<String, Integer> known = new LinkedHashMap<>(others);
            known.remove("");
            lines.add(MediaKind.AUDIO.count(count) + " left out: no name of " + corpus.title() + (known.isEmpty() ? "" : "; "
                    + known.entrySet().stream().map(of -> of.getValue() + " of " + of.getKey()).collect(Collectors.joining(", "))
                    + ": give the folder of one corpus with --data"));
        }
        return lines;
    }

    String withLabel() {
        return lacking.isEmpty() ? "" : " with a label";
    }

    /** What to do where there is no clip. */
    String whyNone() {
        return lacking.isEmpty() ? "; leave corpus.type out to have it recognized"
                : ": " + lacking.entrySet().stream().map(of -> of.getValue() + " left out, " + of.getKey())
                .collect(Collectors.joining("; "));
    }
}
