package serlab.feature.export;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.ProgressListener;

/** An export of a few clips into a folder. */
record SmallExport(Path folder) {
    static final List<Clip> CLIPS = new SyntheticSpec(1, 1, 1).open(null).clips().subList(0, 4);

    /** @param pairs keys and values of the feature's settings */
    static ExportSettings settings(ExportSettings.Format format, boolean fixed, Object... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i].toString(), pairs[i + 1]);
        }
        return new ExportSettings(FeatureSpec.of(values), fixed, format);
    }

    static ExportSettings zcr() {
        return settings(ExportSettings.Format.NPY, false, "type", "zcr");
    }

    ExportResult run(ExportSettings settings, List<Clip> clips, int threads, ProgressListener listener) {
        try {
            return new FeatureExport(settings, folder).run(clips, new ClipPipeline(threads, false, listener));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    ExportResult run(ExportSettings settings, List<Clip> clips) {
        return run(settings, clips, 2, ProgressListener.NONE);
    }
}
