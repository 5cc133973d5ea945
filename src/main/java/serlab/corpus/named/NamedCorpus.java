package serlab.corpus.named;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.corpus.media.MediaInventory;

/**
 * What the file names of a corpus mean, as its authors document them. Words for emotions are those of RAVDESS, so that corpora
 * can be compared.
 */
public enum NamedCorpus implements KnownCorpus {
    /** Burkhardt et al. 2005, A Database of German Emotional Speech: {@code 03a01Fa}. */
    EMODB("emodb", "EMO-DB", "German", "(?<speaker>\\d\\d)(?<statement>[a-z]\\d\\d)(?<emotion>[NFTWAEL])[a-z]?",
            "N neutral F happy T sad W angry A fearful E disgust L boredom", "03a01Fa",
            name -> Set.of("03", "10", "11", "12", "15").contains(name.group("speaker")) ? "male" : "female"),
    /** Cao et al. 2014, CREMA-D: Crowd-sourced Emotional Multimodal Actors Dataset: {@code 1001_DFA_ANG_XX}. */
    CREMAD("cremad", "CREMA-D", "English",
            "(?<speaker>1\\d{3})_(?<statement>[A-Z0-9]{3})_(?<emotion>NEU|HAP|SAD|ANG|FEA|DIS)_(?<intensity>LO|MD|HI|XX?)",
            "NEU neutral HAP happy SAD sad ANG angry FEA fearful DIS disgust", "1001_DFA_ANG_XX", name -> ""),
    /** Pichora-Fuller and Dupuis 2020, Toronto emotional speech set: {@code OAF_back_angry}; one file is called OA_…. */
    TESS("tess", "TESS", "English", "(?i)(?<speaker>OA|YA)F?_(?<statement>[a-z0-9]+)_(?<emotion>neutral|happy|sad|angry|fear|"
            + "disgust|ps|(?:pleasant_)?surprised?)", "neutral neutral happy happy sad sad angry angry fear fearful disgust disgust "
            + "ps surprised", "OAF_back_angry", name -> "female"),
    /** Haq and Jackson 2010, Surrey Audio-Visual Expressed Emotion: {@code DC/a01} or {@code DC_a01}. */
    SAVEE("savee", "SAVEE", "English", "(?<speaker>DC|JE|JK|KL)[/_](?<emotion>sa|su|[nhafd])\\d\\d",
            "n neutral h happy sa sad a angry f fearful d disgust su surprised", "DC_a01", name -> "male"),
    /** Costantini et al. 2014, EMOVO Corpus: an Italian Emotional Speech Database: {@code dis-f1-b1}. */
    EMOVO("emovo", "EMOVO", "Italian", "(?<emotion>neu|gio|tri|rab|pau|dis|sor)-(?<speaker>[fm]\\d)-(?<statement>[a-z]\\d)",
            "neu neutral gio happy tri sad rab angry pau fearful dis disgust sor surprised", "dis-f1-b1", NamedCorpus::letter),
    /** James et al. 2018, An Open Source Emotional Speech Corpus for Human Robot Interaction: {@code female1_angry_10a_1}. */
    JL_CORPUS("jl-corpus", "JL corpus", "English", "(?<speaker>(?:fe)?male\\d)_(?<emotion>neutral|happy|sad|angry|excited|anxious|"
            + "apologetic|pensive|worried|enthusiastic|assertive|concerned|encouraging)_(?<statement>\\d+[ab])_(?<repetition>\\d)",
            "neutral neutral happy happy sad sad angry angry excited excited anxious anxious apologetic apologetic pensive pensive "
            + "worried worried enthusiastic enthusiastic assertive assertive concerned concerned encouraging encouraging",
            "female1_angry_10a_1", NamedCorpus::letter),
    /**
     * Zhou et al. 2021, Emotional voice conversion: theory, databases and ESD: {@code 0011_000351}; the number tells the emotion
     * too, 350 sentences of each.
     */
    ESD("esd", "ESD", "", "(?<speaker>00[01]\\d|0020)_00(?<number>[01]\\d{3})",
            "0 neutral 1 angry 2 happy 3 sad 4 surprised", "0011_000351", name -> ""),
    /** Mohamad Nezami et al. 2019, ShEMO: a large-scale validated database for Persian speech emotion: {@code F21N05}. */
    SHEMO("shemo", "ShEMO", "Persian", "(?<speaker>[FM]\\d\\d)(?<emotion>[NHSAFW])\\d\\d",
            "N neutral H happy S sad A angry F fearful W surprised", "F21N05", NamedCorpus::letter),
    /** Gournay et al. 2018, A Canadian French Emotional Speech Dataset: {@code 01-C-1-1}; even numbers are women. */
    CAFE("cafe", "CaFE", "French", "(?<speaker>\\d\\d)-(?<emotion>[NJTCPDS])-(?<intensity>[0-2])-(?<statement>\\d)",
            "N neutral J happy T sad C angry P fearful D disgust S surprised", "01-C-1-1",
            name -> Integer.parseInt(name.group("speaker")) % 2 == 0 ? "female" : "male"),
    /** Duville et al. 2021, The Mexican Emotional Speech Database: {@code Anger_C_A_abajo}; it does not tell speakers. */
    MESD("mesd", "MESD", "Spanish", "(?<emotion>Neutral|Happiness|Sadness|Anger|Fear|Disgust)_(?<voice>[CFM])_[AB]_(?<statement>.+)",
            "Neutral neutral Happiness happy Sadness sad Anger angry Fear fearful Disgust disgust",
            "Anger_C_A_abajo", name -> Map.of("F", "female", "M", "male").getOrDefault(name.group("voice"), "")),
    /** Latif et al. 2018, Cross Lingual Speech Emotion Recognition: Urdu vs. Western Languages: {@code SM1_F10_A010}. */
    URDU("urdu", "URDU", "Urdu", "(?<speaker>S[FM]\\d{1,2})_F\\d+_(?<emotion>[AHNS])\\d+", "N neutral H happy S sad A angry",
            "SM1_F10_A010", name -> name.group("speaker").startsWith("SF") ? "female" : "male"),
    /**
     * Landry et al. 2020, ASVP-ESD: {@code 03-01-06-01-02-12-02-01-01-16}, modality-channel-emotion-intensity-statement-actor-
     * age-source-language, perhaps without the last ones and with a number behind; even actors are men.
     */
    ASVP_ESD("asvp-esd", "ASVP-ESD", "", "0[1-3]-(?<channel>0[12])-(?<emotion>0[1-9]|1[0-3])-(?<intensity>0[12])-(?<statement>\\d{2,3})-"
            + "(?<speaker>\\d{2,3})-(?<age>0[1-4])-\\d\\d(?:-(?<spoken>\\d\\d))?(?:[-_]\\d+)*", "02 neutral 03 happy 04 sad 05 angry "
            + "06 fearful 07 disgust 08 surprised 01 boredom 09 excited 10 pleasure 11 pain 12 disappointment 13 breath",
            "03-01-06-01-02-12-02-01-01-16", name -> Integer.parseInt(name.group("speaker")) % 2 == 0 ? "male" : "female");

    private static final List<String> FIELDS = List.of("statement", "intensity", "repetition", "voice", "channel", "age");
    /** What codes of fields mean. */
    private static final Map<String, Map<String, String>> CODES = Map.of(
            "intensity", Map.of("LO", "low", "MD", "medium", "HI", "high", "1", "normal", "2", "strong", "01", "normal", "02", "strong"),
            "channel", Map.of("01", "speech", "02", "non-speech"),
            "age", Map.of("01", "above 65", "02", "20 to 64", "03", "under 20", "04", "baby"));
    private static final Map<String, String> ASVP_LANGUAGES = Map.of("01", "Chinese", "02", "English", "04", "French");
    /** Every speaker of ESD says the same sentences, in this many numbers for each emotion. */
    private static final int ESD_SENTENCES = 350;

    private final String type;
    private final String title;
    private final String language;
    private final String example;
    private final Pattern pattern;
    private final Map<String, String> emotions = new LinkedHashMap<>();
    private final Function<Matcher, String> sex;

    NamedCorpus(String type, String title, String language, String pattern, String emotions, String example,
                Function<Matcher, String> sex) {
        this.type = type;
        this.title = title;
        this.language = language;
        this.example = example;
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

    @Override
    public String type() {
        return type;
    }

    @Override
    public String title() {
        return title;
    }

    /** A name as its authors document it. */
    String example() {
        return example;
    }

    @Override
    public boolean names(String path) {
        return pattern.matcher(withoutEnding(path)).matches();
    }

    @Override
    public CorpusReading reading(MediaInventory inventory) {
        return new CorpusReading(this::read, emotions.values().stream().distinct().toList(), List.of(), List.of());
    }

    /** A path without the ending of the file's name. */
    static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot < path.lastIndexOf('/') || dot < 0 ? path : path.substring(0, dot);
    }

    /** Reads a path below the corpus root; empty if the name is none of this corpus. */
    private List<Meaning> read(String path) {
        Matcher name = pattern.matcher(withoutEnding(path));
        if (!name.matches()) {
            return List.of();
        }
        String stem = MediaInventory.stem(path);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : FIELDS) {
            if (pattern.pattern().contains("<" + field + ">")) {
                String value = name.group(field);
                fields.put(field, CODES.containsKey(field) ? CODES.get(field).getOrDefault(value, "unknown") : value);
            }
        }
        int number = this == ESD ? Integer.parseInt(name.group("number")) - 1 : 0;
        if (number < 0 || number >= ESD_SENTENCES * emotions.size()) {
            return List.of();
        }
        if (this == ESD) {
            fields.put("statement", Integer.toString(number % ESD_SENTENCES + 1));
        }
        String speaker = speaker(name);
        put(fields, "sex", sex.apply(name));
        put(fields, "language", language(name, speaker));
        String code = this == ESD ? Integer.toString(number / ESD_SENTENCES) : code(name);
        return List.of(Meaning.of(this == SAVEE && !stem.startsWith(speaker) ? speaker + "_" + stem : stem,
                emotions.get(code), speaker, fields));
    }

    private String speaker(Matcher name) {
        return this == MESD ? "" : this == TESS ? name.group("speaker").toUpperCase(Locale.ROOT) + "F" : name.group("speaker");
    }

    private String code(Matcher name) {
        String code = name.group("emotion");
        if (this != TESS) {
            return code;
        }
        String lower = code.toLowerCase(Locale.ROOT);
        return lower.contains("surprise") ? "ps" : lower;
    }

    private String language(Matcher name, String speaker) {
        if (this == ESD) {
            return speaker.compareTo("0011") < 0 ? "Mandarin" : "English";
        }
        return this != ASVP_ESD ? language : name.group("spoken") == null ? ""
                : ASVP_LANGUAGES.getOrDefault(name.group("spoken"), "other");
    }

    static void put(Map<String, String> fields, String name, String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
