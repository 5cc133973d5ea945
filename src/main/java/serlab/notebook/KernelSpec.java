package serlab.notebook;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.AtomicFile;
import serlab.InvalidInputException;
import serlab.Mappers;

/**
 * The Java kernel with this library on its class path, under the name {@code java} that notebooks ask for. Written as
 * {@code kernels/java/kernel.json} below a folder that Jupyter is told of in {@code JUPYTER_PATH}.
 *
 * @param program   the Java program
 * @param options   options of the virtual machine
 * @param classPath the library and all it needs
 * @param kernel    jar of the kernel
 * @param variables environment variables of the kernel
 */
public record KernelSpec(Path program, List<String> options, String classPath, Path kernel, Map<String, String> variables) {
    private static final String HOME = "-Dserlab.home=";
    /** Memory before speed: people keep several kernels open, and the arithmetic of a training is not the collector's. */
    private static final List<String> SMALL_HEAP = List.of("-XX:+UseSerialGC", "-Xms24m", "-XX:NewSize=12m", "-XX:MaxNewSize=12m",
            "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20");

    public KernelSpec {
        options = List.copyOf(options);
        variables = Map.copyOf(variables);
        if (!Files.isRegularFile(kernel)) {
            throw new InvalidInputException("the Java kernel '" + kernel + "' is missing; run environment/setup notebook");
        }
    }

    /**
     * The kernel that a Python environment holds, with the virtual machine, options and class path of this process, and a heap that
     * stays small.
     */
    public static KernelSpec ofThisProcess(Path environment) {
        List<String> options = new ArrayList<>(ManagementFactory.getRuntimeMXBean()
                .getInputArguments());
        options.removeIf(option -> option.startsWith(HOME) || option.matches("-XX:(\\+Use\\w+GC|MaxNewSize=.*)"));
        options.addAll(SMALL_HEAP);
        options.addAll(List.of(HOME + System.getProperty("serlab.home", "."), "-Dserlab.brief=true", "--add-opens",
                "jdk.jshell/jdk.jshell=ALL-UNNAMED"));
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "GLIBC_TUNABLES", "SER_DATA", "SER_CACHE",
                "SER_VENV", "MLFLOW_TRACKING_URI")) {
            String value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        return new KernelSpec(Path.of(System.getProperty("java.home"), "bin", "java"), options,
                System.getProperty("java.class.path"), environment.resolve("share/jupyter/kernels/java/jjava.jar"),
                variables);
    }

    /** Writes the kernel below a folder; whole or not at all. */
    public void write(Path folder) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options);
        command.addAll(List.of("-D" + KernelStart.CONNECTION + "={connection_file}", "-jar", kernel.toString(), "{connection_file}"));
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("JJAVA_CLASSPATH", classPath);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", command);
        spec.put("display_name", "Java (speech emotion laboratory)");
        spec.put("language", "java");
        spec.put("interrupt_mode", "message");
        spec.put("env", environment);
        new AtomicFile(folder.resolve("kernels/java/kernel.json"))
                .write(out -> Mappers.JSON.writerWithDefaultPrettyPrinter().writeValue(out, spec));
    }
}
