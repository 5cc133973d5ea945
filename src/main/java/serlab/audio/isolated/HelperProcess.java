package serlab.audio.isolated;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A running helper and its two pipes. */
final class HelperProcess {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MEBIBYTE = 1 << 20;
    /** Heap beside the file, in MiB. */
    private static final int HEAP = 12;
    /** Of native memory, by address space, in KiB: five times what a helper takes at most. */
    private static final long SPACE_KIB = 2L << 20;
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE",
            "LOCALAPPDATA", "LD_LIBRARY_PATH");

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;

    private HelperProcess(Process process) {
        this.process = process;
        in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES));
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER_BYTES));
    }

    /**
     * Starts one.
     *
     * @param fileBytes largest file that it will be given
     */
    static HelperProcess start(int fileBytes) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(bounded(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (HEAP + (fileBytes + MEBIBYTE - 1) / MEBIBYTE) + "m", "-Xmn4m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=16m", "-XX:CompressedClassSpaceSize=16m",
                "-XX:-UsePerfData", "-XX:+SuppressFatalErrorMessage", "-Djava.awt.headless=true", HelperMain.class.getName())));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !INHERITED.contains(name.toUpperCase(Locale.ROOT)));
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.put("MALLOC_ARENA_MAX", "1");
        return new HelperProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** On Linux the shell bounds the address space, so that no file makes a helper take the machine's memory. */
    private static List<String> bounded(List<String> command) {
        if (!System.getProperty("os.name").equals("Linux") || !new File("/bin/sh").canExecute()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -v " + SPACE_KIB + "; exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }

    /**
     * Waits until it can take a file.
     *
     * @throws IOException if it does not live
     */
    void ready() throws IOException {
        out.writeUTF("");
        out.flush();
        if (in.readByte() != Wire.READY) {
            throw new IOException("no helper");
        }
    }

    /** Hands a file in; what comes back stands in {@link #in}. */
    void give(byte[] file, String demuxer) throws IOException {
        out.writeUTF(demuxer);
        out.writeInt(file.length);
        out.write(file);
        out.flush();
    }

    DataInputStream in() {
        return in;
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
    }
}
