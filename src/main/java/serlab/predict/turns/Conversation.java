package serlab.predict.turns;

import java.util.List;
import serlab.evaluation.LabeledSpan;

/**
 * A recording in turns.
 *
 * @param file            what messages call the recording
 * @param durationSeconds its length
 * @param speakers        names of the speakers, by first appearance: {@code speaker 1}…
 * @param turns           from beginning to end, without gap or overlap
 * @param emotions        of the model, in its order
 * @param notes           what must be known to judge them, a short sentence each
 */
public record Conversation(String file, double durationSeconds, List<String> speakers, List<Turn> turns, List<String> emotions,
                           List<String> notes) {
    public Conversation {
        speakers = List.copyOf(speakers);
        turns = List.copyOf(turns);
        emotions = List.copyOf(emotions);
        notes = List.copyOf(notes);
    }

    /** How long a speaker speaks, in seconds. */
    public double secondsOf(String speaker) {
        return turns.stream().filter(turn -> turn.speaker().filter(speaker::equals).isPresent()).mapToDouble(Turn::seconds).sum();
    }

    /** Who speaks when. */
    public List<LabeledSpan> voices() {
        return turns.stream().filter(Turn::spoken)
                .map(turn -> new LabeledSpan(turn.startSeconds(), turn.endSeconds(), turn.speaker().orElseThrow())).toList();
    }

    /** Which emotion when. */
    public List<LabeledSpan> feelings() {
        return turns.stream().filter(Turn::spoken)
                .map(turn -> new LabeledSpan(turn.startSeconds(), turn.endSeconds(), turn.emotion())).toList();
    }
}
