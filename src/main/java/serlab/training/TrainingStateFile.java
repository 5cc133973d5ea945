package serlab.training;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.LoggerFactory;
import serlab.AtomicFile;

/**
 * The file that a training leaves its state in after every epoch, and goes on from. A file of another training, of another
 * version or with damage is taken for none; one that cannot be written costs no more than the chance to go on.
 *
 * @param path where it is; the folder need not exist
 * @param code version of the program
 */
record TrainingStateFile(Path path, String code) {
    private static final String FORMAT = "training state 1";

    /** The state that a training of this identity has left. */
    Optional<TrainingState> read(String identity) {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
            CheckedInputStream checked = new CheckedInputStream(file, new CRC32());
            DataInputStream in = new DataInputStream(checked);
            if (!in.readUTF().equals(FORMAT) || !in.readUTF().equals(code) || !in.readUTF().equals(identity)) {
                return Optional.empty();
            }
            List<Epoch> epochs = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                epochs.add(new Epoch(in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(),
                        in.readDouble(), in.readDouble(), in.readDouble()));
            }
            TrainingState state = new TrainingState(epochs, in.readLong(), in.readLong(), in.readLong(), in.readInt(),
                    in.readLong(), floats(in), floats(in), floats(in), floats(in), in.readDouble());
            long sum = checked.getChecksum().getValue();
            return in.readLong() == sum ? Optional.of(state) : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException damaged) {
            LoggerFactory.getLogger(TrainingStateFile.class).warn("'{}' is damaged; the training begins anew", path, damaged);
            return Optional.empty();
        }
    }

    private static float[] floats(DataInputStream in) throws IOException {
        int bytes = Math.multiplyExact(in.readInt(), Float.BYTES);
        byte[] content = in.readNBytes(bytes);
        if (content.length < bytes) {
            throw new EOFException(content.length + " of " + bytes + " bytes");
        }
        float[] values = new float[bytes / Float.BYTES];
        ByteBuffer.wrap(content).asFloatBuffer().get(values);
        return values;
    }

    /** Puts a state in the place of the one before. */
    void write(String identity, TrainingState state) {
        try {
            new AtomicFile(path).write(out -> write(identity, state, out));
        } catch (UncheckedIOException e) {
            LoggerFactory.getLogger(TrainingStateFile.class).warn("a training that is interrupted now begins anew", e);
        }
    }

    private void write(String identity, TrainingState state, OutputStream file) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeUTF(FORMAT);
        out.writeUTF(code);
        out.writeUTF(identity);
        out.writeInt(state.epochs().size());
        for (Epoch epoch : state.epochs()) {
            out.writeInt(epoch.number());
            for (double value : List.of(epoch.trainingLoss(), epoch.trainingUar(), epoch.validationLoss(), epoch.validationUar(),
                    epoch.validationAccuracy(), epoch.learningRate(), epoch.clipsPerSecond())) {
                out.writeDouble(value);
            }
        }
        out.writeLong(state.chance());
        out.writeLong(state.rootState());
        out.writeLong(state.nodeState());
        out.writeInt(state.iterations());
        out.writeLong(state.averagings());
        for (float[] values : List.of(state.weights(), state.chosen(), state.average(), state.moments())) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
            bytes.asFloatBuffer().put(values);
            out.writeInt(values.length);
            out.write(bytes.array());
        }
        out.writeDouble(state.seconds());
        out.writeLong(checked.getChecksum().getValue());
    }
}
