package serlab.corpus.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a CSV file holds, told by the names that are usual for it. */
enum ColumnRole {
    FILE("file", "filename", "filepath", "path", "wav", "wavfile", "wavpath", "wavname", "audio", "audiofile", "audiopath",
            "audiofilename", "soundfile", "fname", "fileid", "recording"),
    LABEL("label", "emotion", "emo", "emoclass", "emotionlabel", "emotionclass", "emotions", "labels", "class", "classname",
            "target", "category", "emotioncategory", "affect", "majoremotion"),
    SPEAKER("speaker", "speakerid", "spk", "spkid", "spkr", "spkrid", "speakername", "actor", "actorid", "subject",
            "subjectid", "participant", "participantid", "person", "personid", "talker");

    private final List<String> names;

    ColumnRole(String... names) {
        this.names = List.of(names);
    }

    /** Whether a column of this name usually holds it. */
    boolean usually(String column) {
        return names.contains(plain(column));
    }

    /** The columns that usually hold it, the most usual name first. */
    List<String> among(List<String> columns) {
        return names.stream().flatMap(name -> columns.stream().filter(column -> plain(column).equals(name))).toList();
    }

    /** The column that most probably holds it. */
    Optional<String> first(List<String> columns) {
        return among(columns).stream().findFirst();
    }

    /** A speaker's name as a cell has it; 1.0, which a column of numbers with a gap makes of 1, is 1. */
    static String speaker(String cell) {
        return cell.matches("[0-9]+\\.0") ? cell.substring(0, cell.length() - 2) : cell;
    }

    private static String plain(String column) {
        return column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
