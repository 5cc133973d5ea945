package serlab.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import serlab.augment.ChangedCopy;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;

/** A corpus with the clips that an experiment's leaks put into it before it is divided. */
public final class LeakyCorpus {
    private static final String SOURCE = "source";

    private LeakyCorpus() {
    }

    /**
     * The clips that the experiment divides: those of the corpus, then the changed copies of all, then everything again;
     * the corpus itself where no leak is on. With leaks nobody looks for duplicates, as in the protocols that have them.
     */
    public static Corpus of(ExperimentSpec experiment, Corpus corpus) {
        if (!experiment.leaks().any()) {
            return corpus;
        }
        List<Clip> clips = new ArrayList<>(corpus.clips());
        for (ChangedCopy copy : experiment.copiesBeforeSplit()) {
            corpus.clips().forEach(clip -> clips.add(changed(clip, copy)));
        }
        if (experiment.leaks().has(Leaks.Leak.DOUBLED_CLIPS)) {
            List.copyOf(clips).forEach(clip -> clips.add(again(clip)));
        }
        return new Corpus(corpus.name(), corpus.synthetic(), corpus.labels(), clips, corpus.warnings(),
                corpus.faults());
    }

    /** A changed copy as a clip of its own; the field {@value #SOURCE} names the clip that it was made of. */
    static Clip changed(Clip clip, ChangedCopy copy) {
        String how = " (" + copy.augmentation().type() + " " + copy.number() + ")";
        Map<String, String> fields = new TreeMap<>(clip.fields());
        fields.putIfAbsent(SOURCE, clip.id());
        return new Clip(clip.id() + how, clip.label(), clip.speaker(), fields, new ChangedSource(clip.source(), how));
    }

    /** The same clip under another name. */
    static Clip again(Clip clip) {
        return new Clip(clip.id() + " (again)", clip.label(), clip.speaker(), clip.fields(), clip.source());
    }

    /** The recording that a changed copy is made of. */
    private record ChangedSource(ClipSource original, String how) implements ClipSource {
        @Override
        public byte[] bytes() throws IOException {
            return original.bytes();
        }

        @Override
        public String location() {
            return original.location() + how;
        }
    }
}
