package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.sample.SampleFiles;
import amagumo.ingest.software.Software;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code amagumo} as it lies in a distribution, whose jars are stood for by the class path of this test. */
class LauncherTest {

    @TempDir
    private Path directory;

    private Path home;
    private Path launcher;
    private Process process;

    @BeforeEach
    void unpack() throws IOException {
        home = Files.createDirectories(directory.resolve("a folder with blanks/amagumo"));
        launcher = Files.copy(Path.of("../amagumo"), home.resolve("amagumo"));
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path jar = Files.createDirectory(home.resolve("lib")).resolve("all.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void runsFromAnywhereAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("linked"), launcher);
        start(Map.of(), link, "--version");
        assertEnds(0);
        assertEquals(Software.NAME_AND_VERSION + "\n", out());
        assertEquals("", err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AMAGUMO_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
    void optionsThatTheJvmRefusesAreToldInItsOwnWords(String variable) throws Exception {
        start(Map.of(variable, "-Xmx1x"), launcher, "train");
        assertEnds(1);
        assertTrue(err().contains("Invalid maximum heap size: -Xmx1x"), this::err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "forecast"})
    void aMissingJarIsToldInTheJvmsOwnWords(String command) throws Exception {
        Files.delete(home.resolve("lib/all.jar"));
        start(Map.of(), launcher, command);
        assertEnds(1);
        assertTrue(err().contains("Could not find or load main class amagumo.server.cli.Amagumo"), this::err);
    }

    @Test
    void aCrashIsToldInTheJvmsOwnWords() throws Exception {
        start(Map.of("AMAGUMO_JAVA_OPTIONS", "-XX:-CreateCoredumpOnCrash"), launcher, "inspect", "-");
        byte[] sample = Files.readAllBytes(Path.of("../data-samples", SampleFiles.name(0)));
        // More than a pipe holds: once it is written, the command is reading it.
        try (OutputStream in = process.getOutputStream()) {
            for (int octets = 0; octets < 1 << 20; octets += sample.length) {
                in.write(sample);
            }
            in.flush();
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-SEGV", Long.toString(process.pid()))
                            .start()
                            .waitFor());
            assertEnds(1);
        }
        assertTrue(out().contains("A fatal error has been detected by the Java Runtime Environment"), this::out);
    }

    @ParameterizedTest
    @CsvSource({
        "forecast, 17.0.1, true, false",
        "forecast, 21, true, false",
        "forecast, 24.0.1, true, true",
        "serve, 25-ea, true, true",
        "inspect, 25, false, false"
    })
    void theJvmIsAskedForWhatItsVersionKnows(String command, String version, boolean vectors, boolean natives)
            throws Exception {
        start(Map.of("JAVA_HOME", java(version, "jdk.incubator.vector")), launcher, command, "an argument");
        assertEnds(0);
        List<String> arguments = out().lines().toList();
        assertEquals(vectors, arguments.contains("jdk.incubator.vector"), arguments::toString);
        assertEquals(natives, arguments.contains("--enable-native-access=ALL-UNNAMED"), arguments::toString);
        assertEquals(natives, arguments.contains("--sun-misc-unsafe-memory-access=allow"), arguments::toString);
        assertEquals(
                List.of(home + "/lib/*", "amagumo.server.cli.Amagumo", command, "an argument"),
                arguments.subList(arguments.size() - 4, arguments.size()));
    }

    @Test
    void aJavaWithoutTheVectorModuleIsNotAskedForIt() throws Exception {
        start(Map.of("JAVA_HOME", java("21", "java.sql")), launcher, "forecast");
        assertEnds(0);
        assertFalse(out().contains("--add-modules"), this::out);
    }

    @Test
    void theUsersOptionsComeAfterTheLaunchersSoThatTheyHold() throws Exception {
        Map<String, String> environment =
                Map.of("JAVA_HOME", java("17", "jdk.incubator.vector"), "AMAGUMO_JAVA_OPTIONS", "-Xmx3g -Da=*");
        start(environment, launcher, "train");
        assertEnds(0);
        List<String> arguments = out().lines().toList();
        List<String> heaps =
                arguments.stream().filter(a -> a.startsWith("-Xmx")).toList();
        assertEquals(2, heaps.size());
        assertEquals("-Xmx3g", heaps.get(1));
        assertTrue(arguments.contains("-Da=*"), arguments::toString);
    }

    @Test
    void anOlderJavaIsRefusedInASentence() throws Exception {
        start(Map.of("JAVA_HOME", java("11.0.2", "java.sql")), launcher, "inspect");
        assertEnds(1);
        assertEquals(
                "amagumo: %s/java/bin/java is of version 11; a JDK of version 17 or later is needed\n"
                        .formatted(directory),
                err());
    }

    /** The home of a Java that tells a version and a module, and prints its arguments instead of running anything. */
    private String java(String version, String module) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("java/bin"));
        Files.writeString(
                bin.resolve("java"),
                """
                #!/bin/sh
                if [ "$1" = --list-modules ]; then
                    printf '%%s\\n' java.base@%1$s %2$s@%1$s
                else
                    printf '%%s\\n' "$@"
                fi
                """
                        .formatted(version, module));
        Files.setPosixFilePermissions(bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin.getParent().toString();
    }

    private void start(Map<String, String> environment, Path program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(directory.toFile());
        builder.redirectOutput(directory.resolve("out").toFile());
        builder.redirectError(directory.resolve("err").toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "AMAGUMO_JAVA_OPTIONS", "AMAGUMO_BACKEND"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private void assertEnds(int status) throws InterruptedException {
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the program does not end");
        assertEquals(status, process.exitValue(), this::err);
    }

    private String out() {
        return read("out");
    }

    private String err() {
        return read("err");
    }

    private String read(String stream) {
        try {
            return Files.readString(directory.resolve(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
