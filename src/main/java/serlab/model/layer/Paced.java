package serlab.model.layer;

/** A layer that learns at a pace of its own. */
public interface Paced {
    /** What the learning rate of the network is multiplied by for this layer, positive. */
    double getPace();
}
