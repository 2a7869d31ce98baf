package amagumo.server.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.MDC;

/**
 * A training in a process of its own, which gets what processor time nothing else wants and has memory of its own: whatever
 * it does, the server keeps its heap and its latency. It ends with this process however this one ends, since it reads an input
 * whose other end is here.
 */
public final class TrainingProcess {

    /** The lowest priority there is for who is not root. */
    private static final String LOWEST = "19";

    private static final long LOOK_MILLISECONDS = 500;

    /** A step, a validation and the writing of a model take less. */
    private static final long GRACE_SECONDS = 120;

    /** Less than is left to a server that stops; a step and the writing of a checkpoint of a small area take less. */
    private static final long HASTE_SECONDS = 4;

    /** Shares of the memory: what the tensors' allocator may take, and Java's heap; the rest is Java's other memory. */
    private static final double TENSORS_SHARE = 0.5;

    private static final double HEAP_SHARE = 0.35;

    private TrainingProcess() {}

    /**
     * Follows a plan to its end.
     *
     * @param program the main class, which takes {@code fine-tune FILE}
     * @param plan the file of the plan
     * @param memoryOctets what it may use in all
     * @param mayGoOn asked twice a second: once it is false, the training is stopped, which keeps its checkpoint
     * @param log gets what the training says, a line at a time
     * @throws IOException if it failed; the message is the last thing that it said
     * @throws InterruptedException if this thread was interrupted: the training has had some seconds to keep its checkpoint
     */
    public static void follow(
            String program, Path plan, long memoryOctets, BooleanSupplier mayGoOn, Consumer<String> log)
            throws IOException, InterruptedException {
        List<String> command = command(program, plan, memoryOctets);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> last = new ArrayList<>();
        Optional<Map<String, String>> context = Optional.ofNullable(MDC.getCopyOfContextMap()); // of the attempt's log
        Thread reader = new Thread(
                () -> {
                    context.ifPresent(MDC::setContextMap);
                    read(process, log, last);
                },
                "training");
        reader.setDaemon(true);
        reader.start();
        try {
            boolean asked = false;
            while (!process.waitFor(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                if (!asked && !mayGoOn.getAsBoolean()) {
                    asked = true;
                    process.getOutputStream().close();
                    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                        log.accept("the training does not stop and is killed");
                    }
                    break;
                }
            }
        } catch (InterruptedException e) {
            process.getOutputStream().close(); // what it has learnt so far is kept if it gets that far
            process.waitFor(HASTE_SECONDS, TimeUnit.SECONDS);
            throw e;
        } finally {
            process.destroyForcibly();
        }
        int status = process.waitFor();
        reader.join();
        if (status != 0) {
            throw new IOException("the training failed with status %d: %s"
                    .formatted(status, last.isEmpty() ? "it said nothing" : last.get(last.size() - 1)));
        }
    }

    private static void read(Process process, Consumer<String> log, List<String> last) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.accept(line);
                if (!line.isBlank()
                        && !Character.isWhitespace(line.charAt(0))) { // the lines of a stack trace say nothing
                    last.clear();
                    last.add(line);
                }
            }
        } catch (IOException e) {
            log.accept("the training's output ended early: " + e.getMessage());
        }
    }

    private static List<String> command(String program, Path plan, long memoryOctets) {
        List<String> command = new ArrayList<>();
        nice().ifPresent(nice -> command.addAll(List.of(nice.toString(), "-n", LOWEST)));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(TrainingProcess::isOfEveryProcess)
                .forEach(command::add);
        command.add("-Xmx" + (long) (memoryOctets * HEAP_SHARE));
        command.add("-XX:+UseSerialGC"); // gives memory back, and needs no threads of its own
        command.add("-Dorg.bytedeco.javacpp.maxbytes=" + (long) (memoryOctets * TENSORS_SHARE));
        command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=" + memoryOctets);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program, "fine-tune", plan.toString()));
        return command;
    }

    /** Modules and access are this process's own matters too; memory, collectors and agents are not. */
    private static boolean isOfEveryProcess(String option) {
        return Stream.of("--add-modules", "--enable-native-access", "--sun-misc-unsafe-memory-access", "-Damagumo.")
                .anyMatch(option::startsWith);
    }

    private static Optional<Path> nice() {
        return Stream.of("/usr/bin/nice", "/bin/nice")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
