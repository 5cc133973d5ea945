package serlab.notebook.assist;

import java.util.List;

/** What knows models by their names. */
public interface HasModels {
    /** The names, as methods take them. */
    List<String> models();
}
