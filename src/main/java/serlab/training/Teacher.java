package serlab.training;

/**
 * What a network has answered to the training examples, and how much of their targets that is to be.
 *
 * @param answers class probabilities per example, {@code float[examples][classes]}
 * @param share   of a target, in [0, 1)
 */
record Teacher(float[][] answers, double share) {
    /** Leaves targets as they are. */
    static final Teacher NONE = new Teacher(new float[0][], 0);

    /** Moves the target of an example, which begins at that place, towards the answer. */
    void blend(int example, float[] targets, int at) {
        if (share == 0) {
            return;
        }
        float[] answer = answers[example];
        for (int c = 0; c < answer.length; c++) {
            targets[at + c] = (float) ((1 - share) * targets[at + c] + share * answer[c]);
        }
    }
}
