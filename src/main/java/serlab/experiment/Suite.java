package serlab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;

/**
 * Several systems, each an experiment file of its own, under several protocols: every pair is one row of a table.
 *
 * @param name    what the table and the tracked experiment are called
 * @param systems the systems, in order
 * @param protocols what each protocol replaces in a system's file, in order
 */
public record Suite(String name, List<SystemFile> systems, List<Protocol> protocols) {
    private static final String SYSTEMS = "systems";
    private static final Set<String> METRICS = Set.of("accuracy", "macro_f1", "uar");

    /**
     * One system.
     *
     * @param published figures that its authors print, in [0, 1], by metric: accuracy, macro_f1, uar
     */
    public record SystemFile(String name, ExperimentFile file, Map<String, Double> published) {
    }

    /**
     * One protocol.
     *
     * @param over keys of the experiment file with the values that replace the system's own
     */
    public record Protocol(String name, Map<String, Object> over) {
    }

    public Suite {
        systems = List.copyOf(systems);
        protocols = List.copyOf(protocols);
        if (systems.isEmpty() || protocols.isEmpty()) {
            throw new InvalidInputException("suite '" + name + "' has " + systems.size() + " systems and "
                    + protocols.size() + " protocols; at least one of each is needed");
        }
    }

    /** Whether a file describes a suite. */
    public static boolean describes(ExperimentFile file) {
        return file.values().containsKey(SYSTEMS);
    }

    /**
     * Reads a suite.
     *
     * @param folder what the systems' file names are relative to
     * @throws InvalidInputException for unknown keys, missing files and figures that are no percentages
     */
    public static Suite of(ExperimentFile file, Path folder) {
        Settings top = new Settings("", file.values());
        String name = top.text("name");
        List<SystemFile> systems = new ArrayList<>();
        for (Object entry : top.list(SYSTEMS, List.of())) {
            Settings system = Settings.of(SYSTEMS, entry);
            ExperimentFile own = ExperimentFile.read(folder.resolve(system.text("file")));
            systems.add(new SystemFile(system.text("name", String.valueOf(own.values().get("name"))), own,
                    published(system)));
            system.done();
        }
        List<Protocol> protocols = new ArrayList<>();
        for (Object entry : top.list("protocols", List.of())) {
            Settings protocol = Settings.of("protocols", entry);
            Object over = protocol.raw("set");
            protocols.add(new Protocol(protocol.text("name"), over == null ? Map.of() : ExperimentFile.castMap(over)));
            protocol.done();
        }
        top.done();
        return new Suite(name, systems, protocols);
    }

    private static Map<String, Double> published(Settings system) {
        Settings section = system.section("published");
        Map<String, Double> figures = new TreeMap<>();
        for (String metric : METRICS) {
            if (section.has(metric)) {
                figures.put(metric, section.number(metric, 0, 0, 1));
            }
        }
        section.done();
        return figures;
    }

    /**
     * The same systems under one of the protocols.
     *
     * @throws InvalidInputException if there is none of this name
     */
    public Suite under(String protocol) {
        return new Suite(name, systems, List.of(protocols.stream().filter(known -> known.name().equals(protocol)).findFirst()
                .orElseThrow(() -> new InvalidInputException(NearestName.suggest("protocol", protocol,
                        protocols.stream().map(Protocol::name).toList())))));
    }

    /** What is run for one row. */
    public ExperimentFile file(SystemFile system, Protocol protocol) {
        Map<String, Object> values = new LinkedHashMap<>(system.file().values());
        values.putAll(protocol.over());
        values.put("name", system.name() + ", " + protocol.name());
        return ExperimentFile.of(values);
    }
}
