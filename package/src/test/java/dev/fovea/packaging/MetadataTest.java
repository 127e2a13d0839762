package dev.fovea.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is said to GraalVM's native-image about reflection, resources, JNI and foreign functions: well-formed, about
/// things that exist, and complete where completeness can be read off the code. That nothing else is missing, no test
/// can show.
@Timeout(600)
class MetadataTest {
    private static final String FILE = "/META-INF/native-image/dev.fovea/daemon/reachability-metadata.json";
    private static final String SCHEMA = "schemas/reachability-metadata-schema-v1.2.0.json";

    private final String text;
    private final JsonNode metadata;

    MetadataTest() throws IOException {
        try (var in = MetadataTest.class.getResourceAsStream(FILE)) {
            assertThat(in).as(FILE).isNotNull();
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        metadata = new ObjectMapper().readTree(text);
    }

    @Test
    void itFollowsTheSchema() throws IOException {
        try (ZipFile repository = new ZipFile("target/graal/repository.zip")) {
            String schema = new String(
                    repository.getInputStream(repository.getEntry(SCHEMA)).readAllBytes(), StandardCharsets.UTF_8);
            Schema rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(schema, InputFormat.JSON);

            assertThat(rules.validate(text, InputFormat.JSON)).isEmpty();
            assertThat(rules.validate(text.replace("\"glob\"", "\"globe\""), InputFormat.JSON))
                    .isNotEmpty();
        }
    }

    @Test
    void everyTypeExists() {
        assertThat(types()).hasSizeGreaterThan(15).allSatisfy(MetadataTest::load);
        assertThat(types()).doesNotHaveDuplicates();
    }

    @Test
    void everyResourceExists() throws IOException {
        for (JsonNode resource : metadata.path("resources")) {
            String glob = resource.path("glob").asText();
            assertThat(matches(glob)).as(glob).isTrue();
        }
    }

    @Test
    void everyCommandAndItsOptionsMayBeReflected() {
        List<String> commands = ours().stream()
                .filter(type -> type.isAnnotatedWith("picocli.CommandLine$Command")
                        || type.getFields().stream()
                                .anyMatch(field -> field.isAnnotatedWith("picocli.CommandLine$Option")))
                .map(JavaClass::getName)
                .toList();

        assertThat(commands).hasSizeGreaterThan(6);
        assertThat(types()).containsAll(commands);
    }

    @Test
    void everyResourceOfOursIsNamed() throws IOException {
        List<PathMatcher> globs = StreamSupport.stream(
                        metadata.path("resources").spliterator(), false)
                .map(resource -> FileSystems.getDefault()
                        .getPathMatcher("glob:" + resource.path("glob").asText()))
                .toList();
        List<String> unnamed = new ArrayList<>();
        for (String module : List.of("inference", "daemon")) {
            Path resources = Tool.ROOT.resolve(module + "/src/main/resources");
            try (Stream<Path> files = Files.walk(resources.resolve("dev"))) {
                files.filter(Files::isRegularFile)
                        .map(resources::relativize)
                        .filter(file -> globs.stream().noneMatch(glob -> glob.matches(file)))
                        .forEach(file -> unnamed.add(file.toString()));
            }
        }

        // The commented default file is for people; no code reads it.
        assertThat(unnamed).containsExactly("dev/fovea/app/fovea.properties");
    }

    @Test
    void everyForeignFunctionIsListed() throws ReflectiveOperationException {
        List<String> listed = new ArrayList<>();
        for (JsonNode call : metadata.path("foreign").path("downcalls")) {
            List<String> parameters = new ArrayList<>();
            call.path("parameterTypes").forEach(parameter -> parameters.add(parameter.asText()));
            listed.add(call.path("returnType").asText() + parameters);
        }

        assertThat(listed).containsAll(new TreeSet<>(descriptors()));
    }

    /// Those of the code, all of which are constants.
    private static List<String> descriptors() throws ReflectiveOperationException {
        List<String> descriptors = new ArrayList<>();
        for (JavaClass type : ours()) {
            if (type.getFields().stream()
                    .noneMatch(field -> field.getRawType().isEquivalentTo(FunctionDescriptor.class))) {
                continue;
            }
            for (Field field : Class.forName(type.getName()).getDeclaredFields()) {
                if (field.getType() == FunctionDescriptor.class) {
                    assertThat(Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers()))
                            .as(field + " is a constant")
                            .isTrue();
                    AccessibleObject.setAccessible(new AccessibleObject[] {field}, true);
                    descriptors.add(words((FunctionDescriptor) field.get(null)));
                }
            }
        }
        assertThat(descriptors).hasSizeGreaterThanOrEqualTo(3);
        return descriptors;
    }

    private static String words(FunctionDescriptor descriptor) {
        String returned = descriptor.returnLayout().map(MetadataTest::word).orElse("void");
        return returned
                + descriptor.argumentLayouts().stream().map(MetadataTest::word).toList();
    }

    private static String word(MemoryLayout layout) {
        return Map.of("i4", "int", "j8", "long", "a8", "void*", "f4", "float", "s2", "short", "b1", "char")
                .getOrDefault(layout.toString().replaceAll("[():].*", ""), layout.toString());
    }

    private static JavaClasses ours() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.fovea");
    }

    private List<String> types() {
        return StreamSupport.stream(metadata.path("reflection").spliterator(), false)
                .map(entry -> entry.path("type").asText())
                .toList();
    }

    private static void load(String type) throws ClassNotFoundException {
        String element = type.replace("[]", "");
        if (!List.of("float", "long").contains(element)) {
            assertThat(Class.forName(element, false, MetadataTest.class.getClassLoader()))
                    .isNotNull();
        }
    }

    /// Whether anything on the class path matches.
    private static boolean matches(String glob) throws IOException {
        String folder = glob.replaceFirst("/[^/]*\\*.*", "");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        for (URL place : Collections.list(MetadataTest.class.getClassLoader().getResources(folder))) {
            if (matches(URI.create(place.toString()), folder, matcher)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(URI place, String folder, PathMatcher matcher) throws IOException {
        if (!place.getScheme().equals("jar")) {
            return found(Path.of(place), folder, matcher);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
            return found(jar.getPath("/" + folder), folder, matcher);
        }
    }

    private static boolean found(Path start, String folder, PathMatcher matcher) throws IOException {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.equals(start) ? folder : folder + "/" + start.relativize(file))
                    .anyMatch(name -> matcher.matches(Path.of(name)));
        }
    }
}
