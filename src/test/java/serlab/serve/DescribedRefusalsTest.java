package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitReference;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import serlab.audio.file.AudioDecoder;
import serlab.predict.Predictor;

/**
 * The statuses that the API's description gives for each address, against those that its code can answer: the codes that the
 * methods name which an address's line of {@link PredictionServer} leads to.
 */
class DescribedRefusalsTest {
    private static final String SOURCE = "src/main/java/serlab/serve/PredictionServer.java";
    private static final Pattern REFERENCE = Pattern.compile("(\\w+)::(\\w+)");
    private static final Pattern ROUTE = Pattern.compile("\\.(get|post)\\(\"([^\"]+)\"");
    /** Of other methods and other addresses than those that are described. */
    private static final Set<ErrorCode> ELSEWHERE = EnumSet.of(ErrorCode.NOT_FOUND, ErrorCode.METHOD_NOT_ALLOWED);
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("serlab.serve");

    /** The lines of a route and what it is. */
    private record Route(String method, String path, int first, int last) {
        /** The methods that its lines refer to, whose line numbers the compiler does not give. */
        Stream<JavaCodeUnit> references() throws IOException {
            return REFERENCE.matcher(String.join("\n", Files.readAllLines(Path.of(SOURCE)).subList(first - 1, last))).results().flatMap(found -> {
                String owner = found.group(1).equals("this") ? "PredictionServer" : found.group(1);
                return CLASSES.get("serlab.serve." + owner).getCodeUnits().stream().filter(unit -> unit.getName().equals(found.group(2)));
            });
        }
    }

    private static List<Route> routes() throws Exception {
        List<String> lines = Files.readAllLines(Path.of(SOURCE));
        List<Route> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher route = ROUTE.matcher(lines.get(i));
            if (route.find()) {
                int last = i;
                while (!lines.get(last + 1).strip().startsWith(".") && !lines.get(last + 1).strip().equals("}")) {
                    last++;
                }
                all.add(new Route(route.group(1), route.group(2), i + 1, last + 1));
            }
        }
        return all;
    }

    private static Stream<JavaCodeUnit> methodsOf(Class<?>... classes) {
        return Stream.of(classes).flatMap(one -> CLASSES.get(one).getCodeUnits().stream());
    }

    private static Stream<JavaAccess<?>> accesses(JavaCodeUnit unit) {
        return Stream.concat(unit.getAccessesFromSelf().stream(), unit.getMethodReferencesFromSelf().stream());
    }

    /** Whether it hands the bytes of a file on, which may be no recording. */
    private static boolean decodes(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(AudioDecoder.class) || access.getTargetOwner().isEquivalentTo(Predictor.class)
                && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target && !target.getRawParameterTypes().isEmpty()
                && target.getRawParameterTypes().get(0).isEquivalentTo(byte[].class);
    }

    /** The codes that are named by some accesses and by all methods of the package that they lead to. */
    private static Set<ErrorCode> codes(Stream<? extends JavaAccess<?>> begin) {
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaAccess<?>> open = new ArrayDeque<>();
        begin.forEach(open::add);
        while (!open.isEmpty()) {
            JavaAccess<?> access = open.remove();
            JavaClass owner = access.getTargetOwner();
            if (owner.isEquivalentTo(ErrorCode.class) && Stream.of(ErrorCode.values()).anyMatch(code -> code.name().equals(access.getName()))) {
                codes.add(ErrorCode.valueOf(access.getName()));
            } else if (decodes(access)) {
                codes.add(ErrorCode.UNUSABLE_RECORDING);
            } else if (CLASSES.contain(owner.getName()) && !owner.isEquivalentTo(Reply.class)) {
                owner.getCodeUnits().stream().filter(unit -> unit.getName().equals(access.getName()) && seen.add(unit))
                        .forEach(unit -> accesses(unit).forEach(open::add));
            }
        }
        return codes;
    }

    private static Set<ErrorCode> expected(Route route) throws IOException {
        Set<ErrorCode> all = codes(Stream.concat(CLASSES.get(PredictionServer.class).getMethod("routes").getAccessesFromSelf().stream()
                .filter(access -> !(access instanceof JavaCodeUnitReference<?>) && access.getLineNumber() >= route.first && access.getLineNumber() <= route.last
                        && !access.getTargetOwner().isEquivalentTo(Router.class)), route.references().flatMap(DescribedRefusalsTest::accesses)));
        all.addAll(RequestException.UNSEEN.keySet());
        all.addAll(codes(methodsOf(AllowedHosts.class).flatMap(DescribedRefusalsTest::accesses)));
        all.add(ErrorCode.UNKNOWN_FIELD); // of the query
        if (route.method.equals("post")) {
            all.addAll(codes(methodsOf(Router.class, RequestQueue.class, IncomingBody.class, UploadPace.class)
                    .flatMap(DescribedRefusalsTest::accesses)));
        }
        all.removeAll(ELSEWHERE);
        return all;
    }

    @Test
    void everyAddressIsDescribedWithAllThatItCanAnswer() throws Exception {
        JsonNode paths;
        try (InputStream description = PredictionServer.class.getResourceAsStream("openapi.yaml")) {
            paths = new YAMLMapper().readTree(description).get("paths");
        }
        Map<String, Set<String>> described = new TreeMap<>();
        Map<String, Set<String>> answered = new TreeMap<>();
        for (Route route : routes()) {
            Set<String> there = new TreeSet<>();
            paths.path(route.path).path(route.method).path("responses").fieldNames().forEachRemaining(there::add);
            described.put(route.method + " " + route.path, there);
            answered.put(route.method + " " + route.path, Stream.concat(Stream.of("200"), expected(route).stream()
                    .map(code -> String.valueOf(code.status()))).collect(Collectors.toCollection(TreeSet::new)));
        }
        assertTrue(answered.size() > 15, answered.toString());
        assertEquals(answered, described);
    }

    @Test
    void whatIsFoundInTheCodeIsWhatTheServerAnswers() throws Exception {
        Map<String, Set<ErrorCode>> found = new TreeMap<>();
        for (Route route : routes()) {
            found.put(route.method + " " + route.path, expected(route));
        }
        assertTrue(found.get("post /api/live/start").containsAll(Set.of(ErrorCode.TOO_MANY_SESSIONS, ErrorCode.MODEL_NOT_FOUND,
                ErrorCode.SPEAKER_NOT_FOUND, ErrorCode.NOT_ENABLED, ErrorCode.UNSUITABLE_MODEL, ErrorCode.CROSS_SITE)), found.toString());
        assertTrue(found.get("post /api/predict").containsAll(Set.of(ErrorCode.UNUSABLE_RECORDING, ErrorCode.PAYLOAD_TOO_LARGE,
                ErrorCode.REQUEST_TIMEOUT, ErrorCode.SPEAKER_NOT_FOUND)), found.toString());
        assertTrue(!found.get("get /ping").contains(ErrorCode.PAYLOAD_TOO_LARGE) && !found.get("post /api/speaker").contains(ErrorCode.MODEL_NOT_FOUND),
                found.toString());
    }
}
