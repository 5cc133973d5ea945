package serlab.explore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.experiment.OutputFolder;
import serlab.explore.effect.EffectTables;
import serlab.explore.effect.FeatureStudy;

/** Writer of an exploration: {@code clips.csv}, {@code explore.html} and a PNG per chart. */
public final class ExplorationReport {
    private static final List<String> OF_A_STUDY = List.of("effects.csv", "distributions.csv", "importance.csv",
            ExplorationPictures.EFFECTS, ExplorationPictures.DISTRIBUTIONS);

    private ExplorationReport() {
    }

    /**
     * The files, the page first.
     *
     * @param study of a feature of the same clips; adds {@code effects.csv}, {@code distributions.csv}, {@code importance.csv} and two
     *              PNGs, which are deleted if there is none, so that those of an earlier feature do not stay
     */
    public static List<Path> write(Exploration exploration, Optional<FeatureStudy> study, OutputFolder folder) {
        Map<String, byte[]> pictures = new ExplorationPictures(exploration).all(study.map(FeatureStudy::effects));
        String html = new ExplorationPage(exploration).html(pictures, study);
        List<Path> files = new ArrayList<>();
        files.add(folder.write("explore.html", html.getBytes(StandardCharsets.UTF_8)));
        files.add(folder.write("clips.csv", ExplorationCsv.of(exploration).getBytes(StandardCharsets.UTF_8)));
        Map<String, String> tables = new LinkedHashMap<>();
        study.ifPresent(found -> {
            tables.put("effects.csv", EffectTables.effects(found.effects()));
            tables.put("distributions.csv", EffectTables.distributions(found.effects()));
            found.importance().ifPresent(importance -> tables.put("importance.csv", EffectTables.importance(importance)));
        });
        tables.forEach((name, table) -> files.add(folder.write(name, table.getBytes(StandardCharsets.UTF_8))));
        OF_A_STUDY.stream().filter(name -> !tables.containsKey(name) && !pictures.containsKey(name)).forEach(folder::delete);
        pictures.forEach((name, png) -> files.add(folder.write(name, png)));
        return files;
    }

    /** Whether a column of {@code clips.csv} holds a number that was measured; the others are texts. */
    public static boolean isMeasure(String column) {
        return ExplorationCsv.isMeasure(column);
    }
}
