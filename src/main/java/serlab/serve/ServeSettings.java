package serlab.serve;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.audio.file.AudioLimits;

/**
 * Where the server listens and what it takes.
 *
 * @param host        address to listen on
 * @param port        port to listen on; 0 for a free one
 * @param uploadBytes largest request body
 * @param seconds     longest recording
 * @param workers     predictions side by side
 * @param queue       requests that may wait for one of these; the next one is told to come back
 * @param names       host names it answers to, beside {@code localhost} and addresses in numbers, in lower case
 * @param connections how many connections another machine's address may hold at a time
 * @param countLocal  whether that goes for this machine's addresses too; not where a reverse proxy comes from them
 */
public record ServeSettings(String host, int port, int uploadBytes, int seconds, int workers, int queue, Set<String> names,
        int connections, boolean countLocal) {
    private static final int MEBIBYTE = 1 << 20;
    private static final int UPLOAD_MEBIBYTES = 20;
    private static final int SECONDS = 600;
    private static final int QUEUE = 512;
    private static final int CONNECTIONS = 32;

    public ServeSettings {
        if (port < 0 || port > 65_535) {
            throw new InvalidInputException("port " + port + " is outside 1–65535; leave it out to use 8000");
        }
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        for (String name : names) {
            if (!name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
                throw new InvalidInputException("'" + name + "' is no host name; expected one such as speech.example.org, "
                        + "without http:// and port");
            }
        }
        if (connections < 1) {
            throw new InvalidInputException(connections + " connections of an address; expected at least 1");
        }
        if (uploadBytes < 1 || seconds < 1 || workers < 1 || queue < 1) {
            throw new InvalidInputException("limits of " + uploadBytes + " bytes, " + seconds + " s, " + workers
                    + " workers and " + queue + " waiting; expected at least 1 of each");
        }
    }

    /** The usual limits and no further names. */
    public ServeSettings(String host, int port, int uploadBytes, int seconds, int workers, int queue) {
        this(host, port, uploadBytes, seconds, workers, queue, Set.of(), CONNECTIONS, false);
    }

    /** This machine alone, 20 MB, ten minutes, one prediction per core, 512 waiting, 32 connections of an address. */
    public static ServeSettings local(int port) {
        return new ServeSettings("127.0.0.1", port, UPLOAD_MEBIBYTES * MEBIBYTE, SECONDS,
                Runtime.getRuntime().availableProcessors(), QUEUE);
    }

    /** The same on another address. */
    public ServeSettings at(String address) {
        return new ServeSettings(address, port, uploadBytes, seconds, workers, queue, names, connections, countLocal);
    }

    /** The same for more names. */
    public ServeSettings answeringTo(Set<String> allowed) {
        return new ServeSettings(host, port, uploadBytes, seconds, workers, queue, allowed, connections, countLocal);
    }

    /** The same with another bound on the connections of every address, this machine's own among them. */
    public ServeSettings withConnections(int most) {
        return new ServeSettings(host, port, uploadBytes, seconds, workers, queue, names, most, true);
    }

    AudioLimits audio() {
        return AudioLimits.ofSeconds(seconds);
    }
}
