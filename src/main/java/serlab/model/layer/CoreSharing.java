package serlab.model.layer;

/** A layer whose loops several cores may share. */
interface CoreSharing {
    /** Lets it have those cores from now on; without them it has one. */
    void share(Cores cores);
}
