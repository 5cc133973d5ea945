package serlab.audit;

import serlab.corpus.Clip;

/**
 * A clip and what an audit keeps of it.
 *
 * @param sound   what was heard; nothing if there is a problem
 * @param problem why it cannot be read; empty if it can
 */
record Recording(Clip clip, AuditedSound sound, String problem) {
    static Recording unreadable(Clip clip, String problem) {
        return new Recording(clip, AuditedSound.none(""), problem);
    }

    boolean readable() {
        return problem.isEmpty();
    }

    /** The clip's file name without folders and extension. */
    String stem() {
        String name = clip.id().substring(clip.id().lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
