package amagumo.server.cli.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Somebody's file fills the disk that the state is on: a small one, mounted for this. */
final class FullDisk implements Fault {

    private static final String SIZE = "64m";
    private static final int FILE_OCTETS = 52 << 20;

    private Optional<Path> mounted = Optional.empty();

    @Override
    public void prepare(Sandbox sandbox) throws IOException, InterruptedException {
        Path disk = Files.createDirectories(sandbox.state());
        if (run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()) != 0) {
            throw new IOException("this drill mounts a small disk, which needs root");
        }
        mounted = Optional.of(disk);
        Files.write(disk.resolve("java_pid4711.hprof"), new byte[FILE_OCTETS]);
    }

    @Override
    public String settings() {
        return "retention.min-free = 16 MiB";
    }

    @Override
    public Optional<String> symptom(Sandbox sandbox) throws IOException, InterruptedException {
        return sandbox.unready("disk");
    }

    @Override
    public boolean isMended(Sandbox sandbox) throws IOException, InterruptedException {
        return sandbox.unready("disk").isEmpty() && sandbox.unready("forecast").isEmpty();
    }

    @Override
    public void close() throws IOException {
        if (mounted.isPresent()) {
            try {
                run("umount", mounted.get().toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
