package serlab.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.corpus.ArchiveDownload;
import serlab.corpus.RavdessArchive;

/** {@code ./ser fetch ravdess}: downloads the public archives. */
@Command(name = "fetch", mixinStandardHelpOptions = true, description = {"Downloads a public corpus; stopped, it goes on "
        + "where it was, and checks the MD5 of what it has.",
    "RAVDESS: Livingstone and Russo 2018, doi:10.1371/journal.pone.0196391, CC BY-NC-SA 4.0. The archives are read as "
        + "they are, without unpacking."})
final class FetchCommand implements Callable<Integer> {
    private static final String RAVDESS = "ravdess";
    private static final int TRIES = 5;
    private static final long MEGABYTE = 1_000_000;

    @Parameters(paramLabel = "CORPUS", description = "ravdess")
    private String corpus;

    @Option(names = "--to", paramLabel = "DIR", description = "folder for the archives; data/ravdess without it, where "
            + "every command looks")
    private Path to;

    @Option(names = "--parts", paramLabel = "PART", split = ",", description = "speech, song or both: speech,song (209 and "
            + "226 MB); speech without it")
    private List<String> parts = List.of("speech");

    @Option(names = "--base-url", paramLabel = "URL", description = "address of the folder with the archives")
    private URI base = URI.create(RavdessArchive.BASE_URL);

    @Option(names = "--json", description = "the last line on standard output is one JSON object")
    private boolean json;

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    @Option(names = "--debug", description = "stack traces with errors")
    private boolean debug;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!corpus.equals(RAVDESS)) {
            throw new InvalidInputException(NearestName.suggest("corpus", corpus, List.of(RAVDESS)));
        }
        if (base.getHost() == null || !List.of("http", "https").contains(base.getScheme())) {
            throw new InvalidInputException("--base-url " + base + " is no web address; expected one such as "
                    + RavdessArchive.BASE_URL);
        }
        List<RavdessArchive> archives = parts.stream().distinct().map(RavdessArchive::ofPart).toList();
        Path folder = to != null ? to : Project.here().root().resolve("data").resolve(RAVDESS);
        for (RavdessArchive archive : archives) {
            try (WorkProgress progress = new WorkProgress(archive.file(), "MB", MEGABYTE, quiet)) {
                Path file = new ArchiveDownload(base, folder, TRIES, Duration.ofSeconds(2),
                        there -> progress.step(there, archive.bytes())).fetch(archive);
                progress.close();
                System.out.println(file + ": complete, MD5 " + archive.md5());
            }
        }
        if (json) {
            System.out.println(Json.line(Map.of("corpus", RAVDESS, "folder", folder.toString(), "files",
                    archives.stream().map(RavdessArchive::file).toList())));
        }
        return 0;
    }
}
