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

    /**
     * How much a disk has.
     *
     * @param freeOctets that the server may still use
     * @param totalOctets of all of it
     */
    public record Room(long freeOctets, long totalOctets) {}

    /** Why to pause, in a sentence; empty if there is enough space. */
    public Optional<String> shortage() {
        long free = room().freeOctets();
        return free < minFreeOctets
                ? Optional.of("the disk of %s has %d MiB left, less than the %d MiB of retention.min-free"
                        .formatted(directory, free / MIB, minFreeOctets / MIB))
                : Optional.empty();
    }

    /** How much the disk of the directory has; of one that is not there yet, that which it will be made on. */
    public Room room() {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return new Room(there.toFile().getUsableSpace(), there.toFile().getTotalSpace());
    }
}
