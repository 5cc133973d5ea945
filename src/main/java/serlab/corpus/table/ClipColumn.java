package serlab.corpus.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import serlab.Counted;
import serlab.InvalidInputException;

/** The clips that the rows of a feature table name, row by row: one each, or several rows of a clip. */
final class ClipColumn {
    static final String CLIP = "clip";
    /** What tells the rows of a clip apart where there is a row per frame. */
    static final String FRAME = "frame";
    private static final String SOURCE = "source";

    private final List<String> header;
    private final int clip;
    private final int frame;
    private final Map<String, Long> lines = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private String firstFrame = "";

    /** @param header names in lower case */
    ClipColumn(List<String> header) {
        this.header = header;
        this.frame = header.indexOf(FRAME);
        this.clip = header.contains(CLIP) ? header.indexOf(CLIP)
                : ColumnRole.FILE.first(header).map(header::indexOf).orElse(header.indexOf(SOURCE));
    }

    /**
     * Takes in a row.
     *
     * @throws InvalidInputException if it is one of several frames of a clip
     */
    void take(TableRecords records, String[] values) {
        String name = clip < 0 ? "" : values[clip];
        names.add(name);
        Long before = lines.putIfAbsent(name, records.line());
        if (before == null) {
            firstFrame = name.isEmpty() && frame >= 0 ? values[frame] : firstFrame;
            return;
        }
        if (frame >= 0 && (!name.isEmpty() || !values[frame].equals(firstFrame))) {
            throw records.error((name.isEmpty() ? "the rows are frames of clips that are not named"
                    : header.get(clip) + " '" + name + "' has a row already, and they are told apart by frame")
                    + "; expected a row per clip, such as ./ser features statistics --set of=mfcc --format csv writes");
        }
    }

    /** The names of the clips, in the order of the rows, where {@value #CLIP} gives each row its own; else none. */
    Optional<List<String>> names() {
        return clip >= 0 && header.get(clip).equals(CLIP) && lines.size() == names.size() && !lines.containsKey("")
                ? Optional.of(names) : Optional.empty();
    }

    /** A line on rows of which several name one clip; they would stand in training and test. */
    Optional<String> note() {
        long rows = names.stream().filter(name -> !name.isEmpty()).count();
        long clips = lines.keySet().stream().filter(name -> !name.isEmpty()).count();
        return clip < 0 || rows == clips || !header.get(clip).equals(CLIP) ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%s of %s: those of one clip may stand in training and test, and that "
                + "flatters; --set split=groups:%s keeps them together", Counted.of(rows, "row"), Counted.of(clips, "clip"), CLIP));
    }
}
