package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The checker of accessible pages. */
final class Axe {
    private Axe() {
    }

    /** What axe finds to mend on the page that a browser shows. */
    static List<String> violations(Browser browser) throws Exception {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            browser.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";0");
        }
        JsonNode found = browser.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + "
                + "v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join('; ')))");
        List<String> list = new ArrayList<>();
        found.forEach(violation -> list.add(violation.asText()));
        return list;
    }
}
