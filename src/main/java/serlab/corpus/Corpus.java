package serlab.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import serlab.InvalidInputException;

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
        Set<String> ids = new HashSet<>();
        for (Clip clip : clips) {
            if (!ids.add(clip.id())) {
                throw new InvalidInputException("corpus '" + name + "' has two clips named '" + clip.id()
                        + "'; give each its own name");
            }
            if (!labels.contains(clip.label())) {
                throw new InvalidInputException("clip '" + clip.id() + "' is labelled '" + clip.label()
                        + "'; corpus '" + name + "' has " + String.join(", ", labels));
            }
        }
    }

    /** Class index of a clip: the position of its label in {@link #labels()}. */
    public int classOf(Clip clip) {
        return labels.indexOf(clip.label());
    }

    /** Who speaks, sorted; without the empty name of clips whose speaker is unknown. */
    public List<String> speakers() {
        Set<String> speakers = new TreeSet<>();
        clips.forEach(clip -> speakers.add(clip.speaker()));
        speakers.remove("");
        return List.copyOf(speakers);
    }

    /** Whether every clip tells who speaks. */
    public boolean knowsSpeakers() {
        return clips.stream().noneMatch(clip -> clip.speaker().isEmpty());
    }
}
