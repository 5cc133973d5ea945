package serlab.feature.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import serlab.IoReason;
import serlab.NearestFile;
import serlab.feature.encoder.EncoderUnavailableException;

/**
 * The ONNX files that features name: each is read once for all threads of the process, and its hash is checked then. A file that
 * has been moved is found beside the model that needs it.
 */
public final class OnnxStore {
    private static final Map<String, OnnxSession> LOADED = new ConcurrentHashMap<>();
    /** Folders beside models that were opened. */
    private static final Set<Path> OFFERED = ConcurrentHashMap.newKeySet();
    private static final List<String> ENDINGS = List.of(".onnx", ".ort");
    private static final int SHOWN_DIGITS = 12;
    private static final int DEPTH = 2;

    private static final String LIBRARY = "com.microsoft.onnxruntime:onnxruntime:1.24.1";

    private OnnxStore() {
    }

    /** Looks for ONNX files in a folder and the folders in it too; which one is taken is decided by its content. */
    public static void offer(Path folder) {
        OFFERED.add(folder.toAbsolutePath().normalize());
    }

    static Path there(String file) {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new EncoderUnavailableException("ONNX file '" + file + (Files.isDirectory(path) ? "' is a folder; name the file in it"
                    : "' does not exist; " + NearestFile.question(path) + "expected the path of an ONNX file"));
        }
        return path;
    }

    /** @throws EncoderUnavailableException if the file is not there, or ONNX Runtime is not or refuses it */
    static OnnxSession load(OnnxModel model) {
        try {
            return LOADED.computeIfAbsent(model.sha256(), hash -> OnnxSession.open(find(model).path())).called(model.file());
        } catch (LinkageError e) {
            throw new EncoderUnavailableException("features of type onnx need ONNX Runtime for this machine: put " + LIBRARY
                    + " on the class path (" + e.getMessage() + ")", e);
        }
    }

    /**
     * The files of a model: where settings say, or others of this machine with the same content.
     *
     * @return by the names that they have to have beside each other
     * @throws EncoderUnavailableException if there are none, with what to do
     */
    public static Map<String, Path> files(OnnxModel model) {
        OnnxFile found = find(model);
        Path folder = found.path().toAbsolutePath().normalize().getParent();
        Map<String, Path> files = new LinkedHashMap<>();
        files.put(found.path().getFileName().toString(), found.path());
        found.external().forEach(file -> files.put(folder.relativize(file).toString(), file));
        return files;
    }

    private static OnnxFile find(OnnxModel model) {
        Path named = Path.of(model.file());
        if (Files.isRegularFile(named)) {
            OnnxFile file = OnnxFile.read(named);
            if (file.sha256().equals(model.sha256())) {
                return file;
            }
        }
        for (Path other : offered()) {
            try {
                OnnxFile file = OnnxFile.read(other);
                if (file.sha256().equals(model.sha256())) {
                    return file;
                }
            } catch (EncoderUnavailableException another) {
                // one of those beside a model that is not meant
                continue;
            }
        }
        String place = OFFERED.isEmpty() ? "" : ", or into the folder encoders of the model";
        if (!Files.isRegularFile(named)) {
            throw new EncoderUnavailableException("ONNX file '" + named + "' does not exist; put the one with SHA-256 "
                    + start(model.sha256()) + "… there" + place);
        }
        throw new EncoderUnavailableException("ONNX file '" + named + "' has SHA-256 " + start(OnnxFile.read(named).sha256()) + "…, but "
                + start(model.sha256()) + "… is needed: put the file that was used there" + place + ", or train anew with this one");
    }

    private static List<Path> offered() {
        List<Path> all = new ArrayList<>();
        for (Path folder : OFFERED) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder, DEPTH)) {
                    files.filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith) && Files.isRegularFile(file)).sorted()
                            .forEach(all::add);
                } catch (IOException e) {
                    throw new EncoderUnavailableException("folder '" + folder + "' cannot be read: " + IoReason.of(e), e);
                }
            }
        }
        return all;
    }

    private static String start(String hash) {
        return hash.substring(0, SHOWN_DIGITS);
    }
}
