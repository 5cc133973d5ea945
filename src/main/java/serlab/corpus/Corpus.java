package serlab.corpus;

import java.util.List;

/**
 * Labelled clips in a stable order.
 *
 * @param name      what tables call it ({@code RAVDESS speech}, {@code synthetic voices})
 * @param synthetic whether no human spoke; said wherever a number of it is shown
 * @param labels    the emotions, in the corpus's own order; a clip's class index is its label's position here
 * @param clips     the clips, sorted by id
 * @param warnings  what was odd in it and how it was read (one line each)
 */
public record Corpus(String name, boolean synthetic, List<String> labels, List<Clip> clips, List<String> warnings) {
    public Corpus {
        labels = List.copyOf(labels);
        clips = List.copyOf(clips);
        warnings = List.copyOf(warnings);
    }

    /** Class index of a clip: the position of its label in {@link #labels()}. */
    public int classOf(Clip clip) {
        return labels.indexOf(clip.label());
    }
}
