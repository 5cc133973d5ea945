package serlab.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import serlab.Mappers;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;

/** One line of JSON. */
public final class Json {
    private Json() {
    }

    /** Duplicates of a corpus, and how many test clips have one on another side of the split. */
    public static Map<String, Object> of(DuplicateMark mark, Corpus corpus) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("clips", corpus.duplicates().groups().size());
        facts.put("recordings", Set.copyOf(corpus.duplicates().groups().values()).size());
        facts.put("across_split", mark.across());
        return facts;
    }

    public static String line(Object value) {
        try {
            return Mappers.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("value cannot be written as JSON", e);
        }
    }
}
