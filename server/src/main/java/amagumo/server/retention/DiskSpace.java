package amagumo.server.retention;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the disk of a directory is nearly full. What the server writes beside frames pauses then, so that frames, which
 * nobody can make again, still come in.
 *
 * @param directory that need not be there yet
 * @param minFreeOctets below which it is
 */
public record DiskSpace(Path directory, long minFreeOctets) {

    private static final long MIB = 1L << 20;

    /** Why to pause, in a sentence; empty if there is enough space. */
    public Optional<String> shortage() {
        long free = freeOctets();
        return free < minFreeOctets
                ? Optional.of("the disk of %s has %d MiB left, less than the %d MiB of retention.min-free"
                        .formatted(directory, free / MIB, minFreeOctets / MIB))
                : Optional.empty();
    }

    /** How much the disk of the directory has left; of one that is not there yet, that which it will be made on. */
    private long freeOctets() {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there.toFile().getUsableSpace();
    }
}
