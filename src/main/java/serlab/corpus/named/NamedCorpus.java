package serlab.corpus.named;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.corpus.media.MediaInventory;

/**
 * What the file names of a corpus mean, as its authors document them. Words for emotions are those of RAVDESS, so that corpora
 * can be compared.
 */
public enum NamedCorpus {
    /** Burkhardt et al. 2005, A Database of German Emotional Speech: {@code 03a01Fa}. */
    EMODB("emodb", "EMO-DB", "German", "(?<speaker>\\d\\d)(?<statement>[a-z]\\d\\d)(?<emotion>[NFTWAEL])[a-z]?",
            "N neutral F happy T sad W angry A fearful E disgust L boredom",
            name -> Set.of("03", "10", "11", "12", "15").contains(name.group("speaker")) ? "male" : "female"),
    /** Cao et al. 2014, CREMA-D: Crowd-sourced Emotional Multimodal Actors Dataset: {@code 1001_DFA_ANG_XX}. */
    CREMAD("cremad", "CREMA-D", "English",
            "(?<speaker>1\\d{3})_(?<statement>[A-Z0-9]{3})_(?<emotion>NEU|HAP|SAD|ANG|FEA|DIS)_(?<intensity>LO|MD|HI|XX?)",
            "NEU neutral HAP happy SAD sad ANG angry FEA fearful DIS disgust", name -> ""),
    /** Pichora-Fuller and Dupuis 2020, Toronto emotional speech set: {@code OAF_back_angry}; one file is called OA_…. */
    TESS("tess", "TESS", "English", "(?i)(?<speaker>OA|YA)F?_(?<statement>[a-z0-9]+)_(?<emotion>neutral|happy|sad|angry|fear|"
            + "disgust|ps)", "neutral neutral happy happy sad sad angry angry fear fearful disgust disgust ps surprised",
            name -> "female"),
    /** Haq and Jackson 2010, Surrey Audio-Visual Expressed Emotion: {@code DC/a01} or {@code DC_a01}. */
    SAVEE("savee", "SAVEE", "English", "(?<speaker>DC|JE|JK|KL)[/_](?<emotion>sa|su|[nhafd])\\d\\d",
            "n neutral h happy sa sad a angry f fearful d disgust su surprised", name -> "male"),
    /** Costantini et al. 2014, EMOVO Corpus: an Italian Emotional Speech Database: {@code dis-f1-b1}. */
    EMOVO("emovo", "EMOVO", "Italian", "(?<emotion>neu|gio|tri|rab|pau|dis|sor)-(?<speaker>[fm]\\d)-(?<statement>[a-z]\\d)",
            "neu neutral gio happy tri sad rab angry pau fearful dis disgust sor surprised", NamedCorpus::letter),
    /** James et al. 2018, An Open Source Emotional Speech Corpus for Human Robot Interaction: {@code female1_angry_10a_1}. */
    JL_CORPUS("jl-corpus", "JL corpus", "English", "(?<speaker>(?:fe)?male\\d)_(?<emotion>neutral|happy|sad|angry|excited|anxious|"
            + "apologetic|pensive|worried|enthusiastic|assertive|concerned|encouraging)_(?<statement>\\d+[ab])_(?<repetition>\\d)",
            "neutral neutral happy happy sad sad angry angry excited excited anxious anxious apologetic apologetic pensive pensive "
            + "worried worried enthusiastic enthusiastic assertive assertive concerned concerned encouraging encouraging",
            NamedCorpus::letter),
    /** Zhou et al. 2021, Emotional voice conversion: theory, databases and ESD: {@code Angry/0011_000351}. */
    ESD("esd", "ESD", "", "(?<emotion>Neutral|Happy|Sad|Angry|Surprise)/(?:[a-z]+/)?(?<speaker>00\\d\\d)_(?<number>\\d{6})",
            "Neutral neutral Happy happy Sad sad Angry angry Surprise surprised", name -> ""),
    /** Mohamad Nezami et al. 2019, ShEMO: a large-scale validated database for Persian speech emotion: {@code F21N05}. */
    SHEMO("shemo", "ShEMO", "Persian", "(?<speaker>[FM]\\d\\d)(?<emotion>[NHSAFW])\\d\\d",
            "N neutral H happy S sad A angry F fearful W surprised", NamedCorpus::letter),
    /** Gournay et al. 2018, A Canadian French Emotional Speech Dataset: {@code 01-C-1-1}; even numbers are women. */
    CAFE("cafe", "CaFE", "French", "(?<speaker>\\d\\d)-(?<emotion>[NJTCPDS])-(?<intensity>[0-2])-(?<statement>\\d)",
            "N neutral J happy T sad C angry P fearful D disgust S surprised",
            name -> Integer.parseInt(name.group("speaker")) % 2 == 0 ? "female" : "male"),
    /** Duville et al. 2021, The Mexican Emotional Speech Database: {@code Anger_C_A_abajo}; it does not tell speakers. */
    MESD("mesd", "MESD", "Spanish", "(?<emotion>Neutral|Happiness|Sadness|Anger|Fear|Disgust)_(?<voice>[CFM])_[AB]_(?<statement>.+)",
            "Neutral neutral Happiness happy Sadness sad Anger angry Fear fearful Disgust disgust",
            name -> Map.of("F", "female", "M", "male").getOrDefault(name.group("voice"), ""));

    private static final List<String> FIELDS = List.of("statement", "intensity", "repetition", "voice");
    private static final Map<String, String> INTENSITIES = Map.of("LO", "low", "MD", "medium", "HI", "high", "1", "normal", "2",
            "strong");
    /** Every speaker of ESD says the same sentences, in this many numbers for each emotion. */
    private static final int ESD_SENTENCES = 350;

    private final String type;
    private final String title;
    private final String language;
    private final Pattern pattern;
    private final Map<String, String> emotions = new LinkedHashMap<>();
    private final Function<Matcher, String> sex;

    NamedCorpus(String type, String title, String language, String pattern, String emotions, Function<Matcher, String> sex) {
        this.type = type;
        this.title = title;
        this.language = language;
        this.pattern = Pattern.compile("(?:.*/)?" + pattern, Pattern.UNICODE_CHARACTER_CLASS);
        this.sex = sex;
        String[] words = emotions.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            this.emotions.put(words[i], words[i + 1]);
        }
    }

    private static String letter(Matcher name) {
        return Map.of("f", "female", "m", "male").get(name.group("speaker").substring(0, 1).toLowerCase(Locale.ROOT));
    }

    /** The name in experiment files. */
    public String type() {
        return type;
    }

    /** The name in tables. */
    public String title() {
        return title;
    }

    /** The emotions, in the order of tables. */
    List<String> labels() {
        return emotions.values().stream().distinct().toList();
    }

    /** The corpus of a name in experiment files. */
    static Optional<NamedCorpus> of(String type) {
        return Arrays.stream(values()).filter(corpus -> corpus.type.equals(type)).findFirst();
    }

    /**
     * What a recording is.
     *
     * @param id      the same wherever the corpus lies
     * @param label   the emotion
     * @param speaker as the corpus calls who speaks; empty where it does not tell
     * @param fields  what else the name says: sex, language, statement, intensity…
     */
    record Meaning(String id, String label, String speaker, Map<String, String> fields) {
    }

    /** Reads a path below the corpus root; empty if the name is none of this corpus. */
    Optional<Meaning> read(String path) {
        int dot = path.lastIndexOf('.');
        Matcher name = pattern.matcher(dot < path.lastIndexOf('/') ? path : path.substring(0, dot < 0 ? path.length() : dot));
        if (!name.matches()) {
            return Optional.empty();
        }
        String stem = MediaInventory.stem(path);
        String speaker = this == MESD ? "" : this == TESS ? name.group("speaker").toUpperCase(Locale.ROOT) + "F"
                : name.group("speaker");
        String code = this == TESS ? name.group("emotion").toLowerCase(Locale.ROOT) : name.group("emotion");
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : FIELDS) {
            if (pattern.pattern().contains("<" + field + ">")) {
                String value = name.group(field);
                fields.put(field, field.equals("intensity") ? INTENSITIES.getOrDefault(value, "unknown") : value);
            }
        }
        if (this == ESD) {
            fields.put("statement", Integer.toString((Integer.parseInt(name.group("number")) - 1) % ESD_SENTENCES + 1));
        }
        put(fields, "sex", sex.apply(name));
        put(fields, "language", this == ESD ? speaker.compareTo("0011") < 0 ? "Mandarin" : "English" : language);
        return Optional.of(new Meaning(this == SAVEE && !stem.startsWith(speaker) ? speaker + "_" + stem : stem,
                emotions.get(code), speaker, fields));
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    /** The corpus that most of the recordings of a place are named as; empty if none is. */
    public static Optional<NamedCorpus> fitting(MediaInventory inventory) {
        return Arrays.stream(values()).filter(corpus -> {
            long named = inventory.items().stream().filter(item -> corpus.read(item.path()).isPresent()).count();
            return named > 0 && 2 * named >= inventory.items().size();
        }).findFirst();
    }
}
