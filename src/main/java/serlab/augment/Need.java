package serlab.augment;

/** Data that an augmentation draws on besides the clip that it changes. All of it is of training clips. */
public enum Need {
    /** Other training clips. */
    OTHER_CLIPS("other training clips"),
    /** The speaker of every training clip, with mean and deviation of each band over all that the speaker says. */
    SPEAKER_STATISTICS("mean and deviation of every training speaker's bands");

    private final String words;

    Need(String words) {
        this.words = words;
    }

    /** What it is, for messages. */
    public String words() {
        return words;
    }
}
