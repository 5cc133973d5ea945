package serlab.corpus.named;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.corpus.media.MediaInventory;

/**
 * IEMOCAP: five sessions of two actors who improvise and play scripts, with labels by three raters in
 * {@code dialog/EmoEvaluation/*.txt}. Source: Busso et al. 2008, IEMOCAP: interactive emotional dyadic motion capture database.
 *
 * <p>Who speaks is told by the last part of a name: {@code Ses01M_impro01_F000} is the woman of session 1, while the man wears
 * the markers. A recording on whose label the raters do not agree ({@code xxx}) has none. Where the label files are missing,
 * the folder of a recording may name its emotion.
 */
record Iemocap() implements KnownCorpus {
    private static final Pattern NAME = Pattern.compile("(?:.*/)?(?<id>Ses0(?<session>[1-5])[FM]_(?<method>impro|script)"
            + "(?<scene>\\d\\d[a-z]?(?:_\\d[a-z]?)?)_(?<sex>[FM])(?:\\d{3}|XX\\d)[a-z]?)");
    private static final Pattern FILE = Pattern.compile("ses0[1-5][fm]_(?:impro|script)\\w+\\.txt");
    private static final Pattern TURN = Pattern.compile("\\[[\\d.]+ - [\\d.]+\\]\\s+(?<id>Ses\\w+)\\s+(?<label>[a-z]{3})\\s+"
            + "\\[(?<valence>[\\d.]+), *(?<activation>[\\d.]+), *(?<dominance>[\\d.]+)\\]");
    /** What one rater heard: {@code C-E2:<tab>Neutral;<tab>()}; C-F1 and C-M1 are the actors about themselves. */
    private static final Pattern RATER = Pattern.compile("C-E\\d+:\\s*(?<words>[^(]*).*");
    private static final Map<String, String> WORDS = words();
    private static final String UNDECIDED = "xxx";

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        List.of("neu neutral", "hap happy", "sad sad", "ang angry", "fru frustrated", "exc excited", "fea fearful",
                "sur surprised", "dis disgust", "oth other").forEach(pair -> words.put(pair.substring(0, 3), pair.substring(4)));
        return words;
    }

    /** One line of a label file with the lines of its raters. */
    private static final class Turn {
        private final String code;
        private final Map<String, String> fields = new TreeMap<>();
        private int raters;
        private int agreeing;

        Turn(Matcher line) {
            code = line.group("label");
            for (String scale : List.of("valence", "activation", "dominance")) {
                fields.put(scale, line.group(scale));
            }
        }

        void rated(String words) {
            raters++;
            for (String word : words.toLowerCase(Locale.ROOT).split(";")) {
                if (word.strip().startsWith(code)) {
                    agreeing++;
                    return;
                }
            }
        }

        Map<String, String> fields() {
            if (raters > 0) {
                fields.put("raters", Integer.toString(raters));
                fields.put("agreeing", Integer.toString(agreeing));
            }
            return fields;
        }
    }

    @Override
    public String type() {
        return "iemocap";
    }

    @Override
    public String title() {
        return "IEMOCAP";
    }

    @Override
    public boolean names(String path) {
        return NAME.matcher(NamedCorpus.withoutEnding(path)).matches();
    }

    @Override
    public CorpusReading reading(MediaInventory inventory) {
        Map<String, Turn> turns = new HashMap<>();
        List<String> read = new ArrayList<>();
        for (LabelFile file : LabelFile.named(inventory, FILE.pattern())) {
            if (read(file.text(), turns)) {
                read.add(file.path());
            }
        }
        List<String> notes = List.of("pairs of speakers talk with each other in each session; to keep sessions apart, as is usual, "
                + "add --set split.protocol=groups:session");
        return new CorpusReading(path -> meaning(path, turns), List.copyOf(WORDS.values()), read, notes);
    }

    /** Whether a file held labels. */
    private static boolean read(String text, Map<String, Turn> turns) {
        boolean any = false;
        Turn last = null;
        for (String line : text.lines().toList()) {
            Matcher turn = TURN.matcher(line.strip());
            Matcher rater = RATER.matcher(line.strip());
            if (turn.matches()) {
                last = new Turn(turn);
                turns.putIfAbsent(turn.group("id"), last);
                any = true;
            } else if (last != null && rater.matches()) {
                last.rated(rater.group("words"));
            }
        }
        return any;
    }

    private static List<Meaning> meaning(String path, Map<String, Turn> turns) {
        Matcher name = NAME.matcher(NamedCorpus.withoutEnding(path));
        if (!name.matches()) {
            return List.of();
        }
        String id = name.group("id");
        Optional<Turn> turn = Optional.ofNullable(turns.get(id));
        Optional<String> label = turn.isPresent() ? Optional.ofNullable(WORDS.get(turn.get().code)) : folder(path);
        if (label.isEmpty()) {
            return List.of(Meaning.lacking(id, turn.isEmpty() ? "no label file dialog/EmoEvaluation/Ses….txt below the folder names "
                    + "it" : turn.get().code.equals(UNDECIDED) ? "raters agree on no label (" + UNDECIDED + ")"
                    : "labeled '" + turn.get().code + "'"));
        }
        Map<String, String> fields = turn.map(Turn::fields).orElseGet(TreeMap::new);
        fields.put("session", name.group("session"));
        fields.put("method", name.group("method").equals("impro") ? "improvised" : "scripted");
        fields.put("scene", name.group("method") + name.group("scene"));
        fields.put("sex", name.group("sex").equals("F") ? "female" : "male");
        fields.put("language", "English");
        return List.of(Meaning.of(id, label.get(), "Ses0" + name.group("session") + name.group("sex"), fields));
    }

    /** The emotion that one of the folders above a recording names, the nearest first. */
    private static Optional<String> folder(String path) {
        String[] parts = path.toLowerCase(Locale.ROOT).split("/");
        for (int i = parts.length - 2; i >= 0; i--) {
            for (Map.Entry<String, String> word : WORDS.entrySet()) {
                if (parts[i].equals(word.getKey()) || parts[i].equals(word.getValue())) {
                    return Optional.of(word.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
