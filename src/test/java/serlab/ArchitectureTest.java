package serlab;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static serlab.ContentAssertions.assertContains;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan of the house: packages stand on floors and use only what is on their floor or below, never in a circle. */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("serlab");
    private static final List<List<String>> FLOORS = List.of(List.of("audio", "cluster", "parquet", "part"), List.of("corpus"),
            List.of("feature", "augment"), List.of("model"), List.of("training", "evaluation"),
            List.of("tracking", "plot"), List.of("experiment", "explore"), List.of("sweep", "audit"),
            List.of("predict", "lab"), List.of("serve", "notebook"), List.of("bench"), List.of("cli"));

    private static final Pattern CLASS_COMMENT = Pattern.compile("(?m)^/\\*\\*[\\s*]*+(\\w+)");
    private static final Set<String> VERBS = Set.of("Adds", "Audits", "Brings", "Carries", "Changes", "Chooses", "Collects",
            "Compares", "Computes", "Decodes", "Does", "Downloads", "Fetches", "Fills", "Finds", "Gives", "Halves", "Hears",
            "Holds", "Judges", "Keeps", "Makes", "Measures", "Mixes", "Multiplies", "Opens", "Predicts", "Proves", "Puts",
            "Raises", "Reads", "Refuses", "Sends", "Standardizes", "Takes", "Tells", "Trains", "Turns", "Writes");

    static IntStream floorsWithOneAbove() {
        return IntStream.range(0, FLOORS.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("floorsWithOneAbove")
    void aFloorUsesNoFloorAboveIt(int floor) {
        noClasses().that().resideInAnyPackage(packages(FLOORS.subList(floor, floor + 1)))
                .should().dependOnClassesThat().resideInAnyPackage(packages(FLOORS.subList(floor + 1, FLOORS.size())))
                .allowEmptyShould(true).check(PRODUCTION);
    }

    @Test
    void theRootPackageUsesNoOther() {
        noClasses().that().resideInAPackage("serlab")
                .should().dependOnClassesThat().resideInAnyPackage(packages(FLOORS)).check(PRODUCTION);
    }

    @Test
    void everyPackageStandsOnAFloor() {
        Set<String> known = FLOORS.stream().flatMap(List::stream).collect(Collectors.toSet());
        List<String> homeless = PRODUCTION.getPackage("serlab").getSubpackages().stream()
                .map(JavaPackage::getRelativeName).filter(name -> !known.contains(name)).toList();
        assertEquals(List.of(), homeless);
    }

    @Test
    void packagesUseEachOtherInNoCircle() {
        slices().matching("serlab.(**)").should().beFreeOfCycles().check(PRODUCTION);
    }

    @Test
    void onlyNetworksAndWhatTrainsThemKnowDeeplearning4j() {
        noClasses().that().resideOutsideOfPackages("serlab.model..", "serlab.training..", "serlab.predict..")
                .and().doNotHaveFullyQualifiedName("serlab.feature.encoder.NativeOperations") // products alone
                .should().dependOnClassesThat().resideInAnyPackage("org.deeplearning4j..", "org.nd4j..").check(PRODUCTION);
    }

    /** Encoders are features, and multiply matrices as networks do. */
    @Test
    void onlyNetworksAndEncodersKnowTheNativeMatrixProducts() {
        noClasses().that().resideOutsideOfPackages("serlab.model..", "serlab.training..", "serlab.predict..",
                "serlab.feature.encoder").should().dependOnClassesThat().resideInAnyPackage("org.bytedeco.openblas..")
                .check(PRODUCTION);
    }

    @Test
    void oneCornerKnowsFfmpeg() {
        noClasses().that().resideOutsideOfPackages("serlab.audio.ffmpeg..", "serlab.model..", "serlab.training..",
                "serlab.predict..", "serlab.feature.encoder").should().dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..").check(PRODUCTION);
        noClasses().that().resideOutsideOfPackage("serlab.audio.ffmpeg..")
                .should().dependOnClassesThat().resideInAnyPackage("org.bytedeco.ffmpeg..").check(PRODUCTION);
    }

    @Test
    void oneCornerKnowsOnnxRuntime() {
        noClasses().that().resideOutsideOfPackage("serlab.feature.onnx")
                .should().dependOnClassesThat().resideInAnyPackage("ai.onnxruntime..").check(PRODUCTION);
    }

    @Test
    void oneCornerKnowsParquet() {
        noClasses().that().resideOutsideOfPackage("serlab.parquet").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..", "io.airlift..").check(PRODUCTION);
    }

    @Test
    void onlyTrackingAndSweepsKnowTheDatabase() {
        noClasses().that().resideOutsideOfPackages("serlab.tracking..", "serlab.sweep..")
                .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "org.sqlite..").check(PRODUCTION);
    }

    @Test
    void onlyTheDriverOfAClusterKnowsSpark() {
        noClasses().that().doNotHaveFullyQualifiedName("serlab.cli.SparkRelay")
                .should().dependOnClassesThat().resideInAnyPackage("org.apache.spark..", "scala..").check(PRODUCTION);
    }

    @Test
    void onlyTheCommandLineAndNotebooksPrint() {
        noClasses().that().resideOutsideOfPackages("serlab.cli..", "serlab.notebook..")
                .and().doNotHaveFullyQualifiedName("serlab.audio.Wsola") // keeps a library from printing
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS).check(PRODUCTION);
    }

    @Test
    void smallThingsAreDoneInOnePlace() {
        noClasses().that().doNotHaveFullyQualifiedName("serlab.Mappers").should().callConstructorWhere(
                target(owner(assignableTo("com.fasterxml.jackson.databind.ObjectMapper")))).check(PRODUCTION);
        noClasses().that().doNotHaveFullyQualifiedName("serlab.ContentHash").should().callMethodWhere(
                target(owner(name("java.security.MessageDigest"))).and(target(name("getInstance")))).check(PRODUCTION);
        noClasses().that().doNotHaveFullyQualifiedName("serlab.AtomicFile")
                .and().doNotHaveFullyQualifiedName("serlab.AtomicFolder").should().callMethodWhere(
                target(owner(name("java.nio.file.Files"))).and(target(name("move")))).check(PRODUCTION);
        assertEquals(Set.of("serlab.Percent", "serlab.evaluation.Interval", "serlab.evaluation.Summary"),
                PRODUCTION.stream().filter(type -> type.getSimpleName().equals("Percent") || type.getMethods().stream()
                        .anyMatch(method -> method.getName().equals("percent")))
                        .map(JavaClass::getName).collect(Collectors.toSet()), "shares are written by Percent");
    }

    @Test
    void noJavaObjectIsMadeFromTheBytesOfAFile() {
        noClasses().should().dependOnClassesThat().haveNameMatching("java\\.io\\.ObjectInputStream.*|java\\.beans\\.XMLDecoder"
                + "|.*\\.SerializationUtils|.*\\.ModelGuesser").check(PRODUCTION);
        noClasses().should().callMethodWhere(target(owner(name("org.deeplearning4j.util.ModelSerializer")))
                .and(target(nameMatching("restore.*|add.*")))).check(PRODUCTION);
        noClasses().should().callMethodWhere(target(nameMatching("(?:activate|enable)DefaultTyping.*"))).check(PRODUCTION);
        classes().that().haveFullyQualifiedName("serlab.cli.Ser").or().haveFullyQualifiedName("serlab.notebook.Displays")
                .should().callMethod(SerialFilter.class, "install").check(PRODUCTION);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().beFinal().check(PRODUCTION);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/serlab"))) {
            Set<Path> folders = files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent)
                    .collect(Collectors.toSet());
            assertFalse(folders.isEmpty());
            assertEquals(List.of(), folders.stream()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java"))).toList());
        }
    }

    @Test
    void theArchitecturePageNamesEveryPackage() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        PRODUCTION.stream().map(one -> one.getPackageName()).distinct().filter(name -> name.startsWith("serlab."))
                .forEach(name -> assertContains(page, "`" + name.substring("serlab.".length()) + "`"));
    }

    /** "Reader of tables", not "Reads tables": the sentence says what the class is. */
    @Test
    void aClassCommentBeginsWithANoun() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/serlab"))) {
            List<String> verbs = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher comment = CLASS_COMMENT.matcher(Files.readString(file));
                if (comment.find() && VERBS.contains(comment.group(1))) {
                    verbs.add(file.getFileName() + ": " + comment.group(1));
                }
            }
            assertEquals(List.of(), verbs);
        }
    }

    private static String[] packages(List<List<String>> floors) {
        return floors.stream().flatMap(List::stream).map(name -> "serlab." + name + "..").toArray(String[]::new);
    }
}
