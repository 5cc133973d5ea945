package serlab.training;

/** End of a training for which the machine has too little memory. */
public final class TrainingMemoryException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** @param cause what could not be had */
    public TrainingMemoryException(OutOfMemoryError cause) {
        super("the machine has too little memory for this training; lower training.batch, features.frames or the size of the model, "
                + "or train fewer at once with --workers 1", cause);
    }
}
