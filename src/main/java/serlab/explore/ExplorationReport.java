package serlab.explore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.experiment.OutputFolder;
import serlab.explore.effect.EffectTables;
import serlab.explore.effect.FeatureEffects;

/** Writer of an exploration: {@code clips.csv}, {@code explore.html} and a PNG per chart. */
public final class ExplorationReport {
    private ExplorationReport() {
    }

    /**
     * The files, the page first.
     *
     * @param effects of a feature of the same clips; adds {@code effects.csv}, {@code distributions.csv} and two PNGs
     */
    public static List<Path> write(Exploration exploration, Optional<FeatureEffects> effects, OutputFolder folder) {
        Map<String, byte[]> pictures = new ExplorationPictures(exploration).all(effects);
        String html = new ExplorationPage(exploration).html(pictures, effects);
        List<Path> files = new ArrayList<>();
        files.add(folder.write("explore.html", html.getBytes(StandardCharsets.UTF_8)));
        files.add(folder.write("clips.csv", ExplorationCsv.of(exploration).getBytes(StandardCharsets.UTF_8)));
        effects.ifPresent(found -> {
            files.add(folder.write("effects.csv", EffectTables.effects(found).getBytes(StandardCharsets.UTF_8)));
            files.add(folder.write("distributions.csv", EffectTables.distributions(found).getBytes(StandardCharsets.UTF_8)));
        });
        pictures.forEach((name, png) -> files.add(folder.write(name, png)));
        return files;
    }

    /** Whether a column of {@code clips.csv} holds a number that was measured; the others are texts. */
    public static boolean isMeasure(String column) {
        return ExplorationCsv.isMeasure(column);
    }
}
