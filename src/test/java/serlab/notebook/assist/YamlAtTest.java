package serlab.notebook.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Places in YAML that is being written; the sign ‸ is the place. */
class YamlAtTest {
    private static YamlAt at(String text) {
        return YamlAt.of(text.replace("‸", ""), text.indexOf('‸'));
    }

    @Test
    void readsBlocks() {
        YamlAt place = at("name: x\nfeatures:\n  type: mfcc\n  co‸\n  frames: 10\nmodel: {type: mfcc-cnn}\n");
        assertEquals(new YamlAt(List.of("features"), Map.of("type", "mfcc", "frames", "10"), "", "co"), place);
        assertEquals(List.of("training", "optimizer"), at("name: x\ntraining:\n    epochs: 3\n    optimizer:\n        ty‸").path());
        assertEquals(new YamlAt(List.of(), Map.of("name", "x"), "seeds", ""), at("name: x\nseeds: ‸"));
    }

    @Test
    void readsLists() {
        YamlAt place = at("augment:\n  - type: noise\n    snr: 3\n  - type: speed\n    ‸\n  - type: gain\n");
        assertEquals(new YamlAt(List.of("augment"), Map.of("type", "speed"), "", ""), place);
        assertEquals("type", at("augment:\n  - type: sp‸").key());
        assertEquals(List.of("variants", "features"), at("variants:\n  - name: a\n    features:\n      ty‸").path());
    }

    @Test
    void readsTheShortForm() {
        assertEquals(new YamlAt(List.of("features"), Map.of("type", "delta"), "", "wi"), at("features: {type: delta, wi‸}"));
        assertEquals(new YamlAt(List.of("features", "of"), Map.of("type", "mfcc"), "frames", "1"),
                at("features: {type: delta, of: {type: mfcc, frames: 1‸"));
        assertEquals(new YamlAt(List.of("features"), Map.of("type", "statistics"), "functions", "me"),
                at("features: {type: statistics, functions: [sd, me‸"));
        assertEquals(new YamlAt(List.of(), Map.of(), "leaks", "dou"), at("leaks: [dou‸]"));
    }

    @Test
    void offersWhatPartsDeclare() {
        YamlWords words = new YamlWords();
        assertEquals(List.of("none", "balanced"), words.at(at("features: {type: mfcc}\ntraining:\n  classWeights: ‸")));
        assertEquals(List.of("doubled-clips", "augmented-before-split", "scaler-on-everything", "checkpoint-on-test"),
                words.at(at("leaks: [‸")));
        assertEquals(words.names("features"), words.at(at("features: {type: delta, of: {type: ‸")));
        assertEquals(List.of("windows", "speeds", "temperature"), words.at(at("testing: {‸")));
    }

    @Test
    void findsTheCallAndTheTextThatTheCursorIsIn() {
        String code = "a(b, \"x\\\"y(\"); /* f( */ c.d(e[1, 2], \"z";
        CodeAt place = CodeAt.of(code, code.length());
        assertEquals("d", place.call().orElseThrow().name());
        assertEquals(1, place.call().orElseThrow().argument());
        assertEquals("z", place.typed());
        assertEquals(-1, CodeAt.of("a(\"b\", c", 9).literal());
        assertEquals("k: v\n", CodeAt.of("run(\"\"\"k: v\n\"\"\")", 8).content());
        assertEquals(-1, CodeAt.of("// it's \"here", 13).literal());
    }

    @Test
    void javadocIsReadable() {
        JavadocText text = JavadocText.of(" Reads {@code {type: a}} of {@link serlab.Settings#path(String)}, or\n {@linkplain Foo one}.\n\n"
                + " @param x as {@link Bar}\n @return a <b>number</b>\n @throws Fault if not");
        assertEquals("Reads {type: a} of path, or one.\nx: as Bar\ngives a number\nthrows Fault: if not", text.text());
        assertEquals("<p>Reads <code>{type: a}</code> of <code>path</code>, or <code>one</code>.</p><p><code>x</code>: as <code>Bar</code></p>"
                + "<p>gives a <b>number</b></p><p>throws <code>Fault</code>: if not</p>", text.html());
    }
}
