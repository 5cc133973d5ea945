package serlab.corpus.ravdess;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import serlab.AtomicFile;
import serlab.ContentHash;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.NetworkProxies;

/**
 * Download of an archive over HTTP into a folder. What has arrived is kept beside it as {@code NAME.part}, from where the
 * next try or the next call goes on; the archive has its name only once its MD5 is right or, where none is published, it opens.
 *
 * @param base   address of the folder that the archive lies in
 * @param to     folder to put it in; made if it does not exist
 * @param tries  how often in a row the connection may end without a byte
 * @param pause  wait before each further try
 * @param arrived told how many bytes are there, now and then
 */
public record ArchiveDownload(URI base, Path to, int tries, Duration pause, LongConsumer arrived) {
    private static final NetworkProxies PROXIES = NetworkProxies.of(System.getenv());
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final int BLOCK = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** The server has no such archive, or another than the published one. */
    private static final class WrongArchive extends IOException {
        private static final long serialVersionUID = 1L;

        WrongArchive(String message) {
            super(message);
        }
    }

    /**
     * Download of an archive, unless it is there.
     *
     * @return its file
     * @throws InvalidInputException if something else lies under its name, or the disk is too full
     * @throws IOException           if the server cannot be reached or has another archive, which is then thrown away
     * @throws InterruptedException  if the thread is interrupted; what has arrived stays for the next call
     */
    public Path fetch(RavdessArchive archive) throws IOException, InterruptedException {
        Path file = to.resolve(archive.file());
        if (Files.exists(file)) {
            String fault = fault(archive, file);
            if (!fault.isEmpty()) {
                throw new InvalidInputException("'" + file + "' exists and is not the published archive (" + fault
                        + "); move it away or choose another folder with --to");
            }
            arrived.accept(archive.bytes());
            return file;
        }
        makeFolder();
        Path part = to.resolve(archive.file() + ".part");
        requireSpace(archive, size(part));
        receiveAll(archive, part);
        String fault = fault(archive, part);
        if (!fault.isEmpty()) {
            String md5 = ContentHash.md5(part);
            Files.delete(part);
            throw new IOException(address(archive) + " is not the published archive: " + (archive.md5().isEmpty() ? fault
                    : "its MD5 is " + md5 + ", expected " + archive.md5()) + "; it was thrown away, try again later");
        }
        return new AtomicFile(file).take(part);
    }

    /**
     * As {@link #fetch(RavdessArchive)}, of a zip archive for which no hash is published: the server tells its size, and it has
     * to open.
     *
     * @param name of the archive
     */
    public Path fetchZip(String name) throws IOException, InterruptedException {
        RavdessArchive unknown = new RavdessArchive("", name, 0, "");
        if (Files.exists(to.resolve(name))) {
            return fetch(unknown);
        }
        HttpClient client = client();
        HttpRequest.Builder request = HttpRequest.newBuilder(address(unknown)).method("HEAD", HttpRequest.BodyPublishers.noBody());
        PROXIES.authorization(address(unknown)).ifPresent(who -> request.header("Proxy-Authorization", who));
        HttpResponse<Void> head;
        try {
            head = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IOException(address(unknown) + " cannot be fetched (" + IoReason.of(e) + "); run the command again", e);
        }
        if (head.statusCode() != OK) {
            refuse(unknown, head.statusCode());
        }
        long bytes = head.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (bytes <= 0) {
            throw new IOException(address(unknown) + " does not tell its size; download it in a browser");
        }
        return fetch(new RavdessArchive("", name, bytes, ""));
    }

    /** What is wrong with an archive; empty if it is the published one, or, where no hash is published, opens. */
    private static String fault(RavdessArchive archive, Path file) throws IOException {
        if (!archive.md5().isEmpty()) {
            return archive.md5().equals(ContentHash.md5(file)) ? "" : "its MD5 is not " + archive.md5();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.size() > 0 ? "" : "it is empty";
        } catch (ZipException e) {
            return "it is no whole zip archive";
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(CONNECT).proxy(PROXIES).followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    private void makeFolder() {
        try {
            Files.createDirectories(to);
            Files.delete(Files.createTempFile(to, ".writable", null));
        } catch (IOException e) {
            throw new InvalidInputException("folder '" + to + "' cannot be written (" + IoReason.of(e)
                    + "); mend it, or name another with --to", e);
        }
    }

    /** Receives until all bytes are there, beginning anew where the connection ends. */
    private void receiveAll(RavdessArchive archive, Path part) throws IOException, InterruptedException {
        if (size(part) > archive.bytes()) {
            Files.delete(part);
        }
        HttpClient client = client();
        int left = tries;
        while (size(part) < archive.bytes()) {
            long before = size(part);
            try {
                receive(client, archive, part);
            } catch (WrongArchive e) {
                throw e;
            } catch (IOException e) {
                left = size(part) > before ? tries : left - 1;
                if (left <= 0) {
                    throw new IOException(address(archive) + " cannot be fetched (" + IoReason.of(e) + "); " + size(part) / 1_000_000
                            + " of " + archive.bytes() / 1_000_000 + " MB are there, run the command again to go on", e);
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }

    /** One request for what is missing. */
    private void receive(HttpClient client, RavdessArchive archive, Path part) throws IOException, InterruptedException {
        long from = size(part);
        HttpRequest.Builder request = HttpRequest.newBuilder(address(archive));
        PROXIES.authorization(address(archive)).ifPresent(who -> request.header("Proxy-Authorization", who));
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
                Files.delete(part);
                throw new IOException("the server has less than the " + from + " bytes that are there");
            }
            if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
                refuse(archive, response.statusCode());
            }
            boolean goesOn = response.statusCode() == PARTIAL && startsAt(response, from);
            long total = (goesOn ? from : 0) + response.headers().firstValueAsLong("Content-Length").orElse(-1);
            if (response.headers().firstValue("Content-Length").isPresent() && total != archive.bytes()) {
                throw new WrongArchive(address(archive) + " is not the published archive: it has " + total
                        + " bytes, expected " + archive.bytes());
            }
            write(body, part, goesOn ? from : 0, archive.bytes());
        }
    }

    private void write(InputStream body, Path part, long from, long most) throws IOException, InterruptedException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] block = new byte[BLOCK];
            long there = from;
            for (int read = body.read(block); read >= 0; read = body.read(block)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while fetching");
                }
                if (there + read > most) {
                    throw new WrongArchive("the server sends more than the " + most + " bytes of the published archive");
                }
                out.write(block, 0, read);
                there += read;
                arrived.accept(there);
            }
        }
    }

    private void refuse(RavdessArchive archive, int status) throws IOException {
        String message = address(archive) + " answered with status " + status;
        if (status == 429 || status >= 500) {
            throw new IOException(message);
        }
        throw new WrongArchive(message + "; expected the archive: check the address");
    }

    private static boolean startsAt(HttpResponse<?> response, long from) {
        return response.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + from + "-");
    }

    private URI address(RavdessArchive archive) {
        String folder = base.toString();
        return URI.create(folder + (folder.endsWith("/") ? "" : "/") + archive.file());
    }

    private void requireSpace(RavdessArchive archive, long there) throws IOException {
        long free = Files.getFileStore(to).getUsableSpace();
        if (free < archive.bytes() - there) {
            throw new InvalidInputException("'" + to + "' has " + free / 1_000_000 + " MB free; " + archive.file()
                    + " needs " + (archive.bytes() - there) / 1_000_000 + " MB: choose another folder with --to");
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
