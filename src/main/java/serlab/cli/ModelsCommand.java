package serlab.cli;

import picocli.CommandLine.Command;
import serlab.augment.Augmentation;
import serlab.corpus.CorpusLocator;
import serlab.corpus.SplitProtocols;
import serlab.feature.FeatureSpec;
import serlab.model.ModelSpec;

/** {@code ./ser models}: the names an experiment file may use. */
@Command(name = "models", mixinStandardHelpOptions = true,
        description = "Lists what experiment files may name: models, features, augmentations, splits, corpora.")
final class ModelsCommand implements Runnable {
    @Override
    public void run() {
        System.out.println("models         " + String.join(", ", ModelSpec.types()));
        System.out.println("features       " + String.join(", ", FeatureSpec.types()));
        System.out.println("augmentations  " + String.join(", ", Augmentation.types()));
        System.out.println("splits         " + String.join(", ", SplitProtocols.names()));
        System.out.println("corpora        " + String.join(", ", CorpusLocator.types()));
    }
}
