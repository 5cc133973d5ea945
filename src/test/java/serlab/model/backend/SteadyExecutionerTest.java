package serlab.model.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Tag("slow")
class SteadyExecutionerTest {
    private static final int THREADS = 4;
    private static final long SECONDS = 10;

    @TempDir
    private Path folder;

    @Test
    void nd4jUsesIt() {
        assertEquals(SteadyExecutioner.class, Nd4j.getExecutioner().getClass());
    }

    /** With ND4J's own executioner this ends with a segmentation fault after a second or two. */
    @Test
    void operationsSurviveIncessantCollections() throws Exception {
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC", "-XX:MaxNewSize=2m", "-Xmx1g", "-XX:ErrorFile=" + folder.resolve("crash.log"), "-cp",
                System.getProperty("java.class.path"), Stress.class.getName())).redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(5 * SECONDS + 60, TimeUnit.SECONDS), () -> "still running");
            assertEquals(0, process.exitValue(), Files.readString(said));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Small operations with dimensions, on several threads, for {@value #SECONDS} seconds. */
    static final class Stress {
        private Stress() {
        }

        public static void main(String[] arguments) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            Thread[] threads = new Thread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                threads[i] = new Thread(() -> work(end));
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void work(long end) {
            INDArray matrix = Nd4j.zeros(16, 32);
            INDArray row = Nd4j.ones(1, 32);
            while (System.nanoTime() < end) {
                matrix.addiRowVector(row);
                matrix.subi(matrix.mean(0).getDouble(0));
                matrix.argMax(1);
            }
        }
    }
}
