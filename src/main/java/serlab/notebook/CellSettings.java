package serlab.notebook;

import java.util.Map;
import serlab.experiment.ExperimentFile;

/** Settings as cells write them: the name of a type, or a section in YAML's short form. */
final class CellSettings {
    private CellSettings() {
    }

    static Map<String, Object> of(String settings) {
        String text = settings.strip();
        String section = text.startsWith("{") ? text : "{type: " + text + "}";
        return ExperimentFile.castMap(ExperimentFile.parse("it: " + section, "of the cell").values().get("it"));
    }
}
