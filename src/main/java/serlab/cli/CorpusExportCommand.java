package serlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.cli.terminal.Json;
import serlab.corpus.Corpus;
import serlab.corpus.table.ManifestExport;

/** {@code ./ser corpus export}: a corpus as a CSV or Parquet manifest that reads back to the same clips. */
@Command(name = "export", mixinStandardHelpOptions = true,
        description = {"Writes a corpus as a CSV or Parquet manifest, as it was read: its clips with label, speaker and whatever else is known, "
            + "and the path of each recording from the manifest's folder.",
            "Recordings in archives are written beside it. --out FILE.csv or FILE.parquet names it; --data FILE "
                + "reads it back: the same clips, labels and speakers."})
final class CorpusExportCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        if (options.out == null || !options.out.toString().matches("(?si).*\\.(csv|parquet)") || Files.isDirectory(options.out)) {
            throw new InvalidInputException("--out " + (options.out == null ? "is missing" : "'" + options.out
                    + "' is no CSV or Parquet file") + "; name the manifest to write, such as --out corpus.csv or --out corpus.parquet");
        }
        if (Files.exists(options.out)) {
            throw new InvalidInputException("--out '" + options.out + "' exists; name another file, or remove it first");
        }
        new OutputFile("--out", options.out).requireWritable();
        CorpusVisit visit = new CorpusVisit(options);
        visit.announce();
        Corpus corpus = visit.corpus();
        Path manifest = options.out.toAbsolutePath().normalize();
        int written = new ManifestExport(manifest).write(corpus);
        System.out.println(manifest + ": " + Counted.of(corpus.clips().size(), "clip") + (written == 0 ? ""
                : ", " + Counted.of(written, "recording") + " written beside it") + "; read it with --data " + manifest);
        if (options.json.asked()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("manifest", manifest.toString());
            line.put("corpus", corpus.name());
            line.put("clips", corpus.clips().size());
            line.put("written", written);
            System.out.println(Json.line(line));
        }
        return 0;
    }
}
