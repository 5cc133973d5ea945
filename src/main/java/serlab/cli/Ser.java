package serlab.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.SerialFilter;
import serlab.cli.terminal.PromptEnd;
import serlab.cli.terminal.TerminalStream;

/** The program {@code ./ser}. */
@Command(name = "ser", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        description = "Speech emotion recognition: features, models, honest comparisons.",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 the request or its input is wrong.",
            "Start with: ./ser compare"})
public final class Ser implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(CompareCommand.class, CrossCommand.class, RunCommand.class, SweepCommand.class,
            PredictCommand.class, ListenCommand.class, TurnsCommand.class, EnrollCommand.class, TeachCommand.class, ServeCommand.class, NotebookCommand.class, UiCommand.class,
            ExploreCommand.class,
            FeaturesCommand.class, SpectrogramsCommand.class, CorpusCommand.class, AuditCommand.class, FetchCommand.class,
            ModelsCommand.class, ReproduceCommand.class, SyncCommand.class, ReportCommand.class, CacheCommand.class,
            BenchCommand.class, DoctorCommand.class, WarmUpCommand.class, WorkerCommand.class, TaskWorkerCommand.class);
    static final int FAILED = 1;
    static final int WRONG_INPUT = 2;

    /** Exit codes of commands that leave out what they cannot use. */
    static final String CODES_OF_RECORDINGS = "Exit codes: 0 every recording was used, 1 some could not be, 2 none could, or the request is wrong.";

    @CommandLine.Option(names = "--debug", scope = CommandLine.ScopeType.INHERIT, description = "stack traces with errors")
    private boolean debug;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        SerialFilter.install();
        PromptEnd end = PromptEnd.guard();
        end.exit(execute(arguments));
    }

    /** Runs a command line and gives its exit code. */
    static int execute(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(TerminalStream.over(out));
        System.setErr(TerminalStream.over(err));
        try {
            return executed(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** The exit code of a command that could not use some of so many recordings, as {@link #CODES_OF_RECORDINGS} has it. */
    static int codeOf(int unusable, int recordings) {
        return unusable == 0 ? 0 : unusable < recordings ? FAILED : WRONG_INPUT;
    }

    private static int executed(String... arguments) {
        Ser ser = new Ser();
        CommandLine line = new CommandLine(ser);
        commands(arguments).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Path.class, Ser::path);
        line.setParameterExceptionHandler(Ser::misused);
        line.setExecutionExceptionHandler((e, command, parsed) -> ser.failed(e, Arrays.asList(arguments)));
        return line.execute(arguments);
    }

    /** A place; an empty one would be the folder that the command was called in. */
    private static Path path(String given) {
        if (given.isBlank()) {
            throw new CommandLine.TypeConversionException("is empty");
        }
        return Path.of(given);
    }

    /** The command that is asked for, whose options alone are then read; all of them if it is not clear which. */
    private static List<Class<?>> commands(String[] arguments) {
        String name = arguments.length == 0 ? "" : arguments[0];
        String likely = name.replace("-", "") + "Command";
        List<Class<?>> asked = COMMANDS.stream().filter(command -> command.getSimpleName().equalsIgnoreCase(likely)
                && command.getAnnotation(Command.class).name().equals(name)).toList();
        return asked.isEmpty() ? COMMANDS : asked;
    }

    private static int misused(CommandLine.ParameterException e, String[] arguments) {
        Set<String> known = e.getCommandLine().getSubcommands().keySet();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched && !known.isEmpty()) {
            int group = Arrays.asList(arguments).indexOf(e.getCommandLine().getCommandName());
            String given = Stream.of(arguments).skip(group + 1).findFirst().filter(word -> NearestName.nearest(word, known).isPresent())
                    .orElse(unmatched.getUnmatched().get(0));
            if (!given.startsWith("-")) {
                System.err.println("ser: " + NearestName.suggest("command", given, known));
                return WRONG_INPUT;
            }
        }
        System.err.println("ser: " + MisreadOption.of(e).orElseGet(() -> (e instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched(unmatched) : e.getMessage().lines().collect(Collectors.joining(" "))) + " (see ./"
                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)"));
        return WRONG_INPUT;
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException e) {
        String given = e.getUnmatched().get(0);
        if (given.isBlank()) {
            return "an argument is empty; name a file or folder";
        }
        if (!given.startsWith("-")) {
            return "'" + given + "' is one argument too many";
        }
        List<String> known = e.getCommandLine().getCommandSpec().optionsMap().keySet().stream().filter(name -> name.startsWith("--")).toList();
        return "unknown option '" + given + "'" + NearestName.nearest(given.replaceFirst("=.*", ""), known)
                .map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    private int failed(Exception e, List<String> arguments) {
        if (debug) {
            e.printStackTrace();
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof InvalidInputException) {
            System.err.println("ser: " + message);
            return WRONG_INPUT;
        }
        LoggerFactory.getLogger(Ser.class).error("command failed: {}", arguments, e);
        System.err.println("ser: failed: " + message.lines().findFirst().orElse("") + " (--debug shows where)");
        return FAILED;
    }

    /** Whether stack traces are shown. */
    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
