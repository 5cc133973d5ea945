package serlab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Readers and writers of JSON and YAML: the only place where one is made. Nobody configures those that all share. */
public final class Mappers {
    /** For JSON that this library writes, and what it wrote. */
    public static final ObjectMapper JSON = new ObjectMapper();
    /** For JSON files that may come from elsewhere, within {@link DocumentLimits}. */
    public static final ObjectMapper BOUNDED_JSON = of(DocumentLimits.json());
    /** For YAML files, within {@link DocumentLimits}. */
    public static final ObjectMapper BOUNDED_YAML = of(DocumentLimits.yaml().build());

    private Mappers() {
    }

    /** A mapper of its own, to configure, for a format with settings of its own. */
    public static ObjectMapper of(JsonFactory format) {
        return new ObjectMapper(format);
    }
}
