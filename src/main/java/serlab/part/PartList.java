package serlab.part;

import java.util.List;

/**
 * The parts of a library. A jar on the class path that names an implementation in
 * {@code META-INF/services/serlab.part.PartList} adds its parts to those of the laboratory.
 */
public interface PartList {
    /** Records with {@link Part}, each of one of the laboratory's kinds: extractors, models… */
    List<Class<? extends Configured>> parts();
}
