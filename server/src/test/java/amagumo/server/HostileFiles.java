package amagumo.server;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.testing.Tars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that somebody sends who means no good, or whose disk is failing, one of each kind. */
public final class HostileFiles {

    /** What files call themselves that would land outside the directory that they are unpacked to. */
    public static final String STRAY = "amagumo-hostile.bin";

    /**
     * One of them.
     *
     * @param name that somebody would give it
     * @param reason what its refusal contains, a regular expression
     */
    public record HostileFile(String name, byte[] octets, String reason) {}

    private static final int RAIN_OF_5_MINUTES = 203;
    private static final int BITS = 8;
    private static final int INDICATOR_OCTETS = 16;
    /** What no small heap has room for, in a file of a megabyte. */
    private static final int BOMB_MEBIBYTES = 1024;
    /** As long a side as a grid may have whose other is as long. */
    private static final int WIDEST = 1 << 14;

    private HostileFiles() {}

    /** What is made of a frame's only message, which is of 5 minutes. */
    public static List<HostileFile> of(byte[] good) throws MalformedGribException {
        RadarFrame frame = GribReader.read("good", good).get(0).frame();
        RadarGrid grid = frame.grid();
        byte[] zeros = Tars.gzipOfZeros(BOMB_MEBIBYTES);
        byte[] tar = Tars.of().file("a.bin", good).bytes();
        return List.of(
                new HostileFile("empty.bin", new byte[0], "the file is empty"),
                new HostileFile("cut.bin", Arrays.copyOf(good, good.length / 2), "octets where \\d+ are left"),
                new HostileFile("bit.bin", with(good, 3, 6, grid.cells() ^ 1), "points for a grid of"),
                new HostileFile(
                        "long.bin", withLength(good, Long.MAX_VALUE), "a message of 9223372036854775807 octets"),
                new HostileFile("section.bin", with(good, 5, 0, 0xFFFF_FFFFL), "section 5 of 4294967295 octets"),
                new HostileFile("wide.bin", wide(good), "the runs end after"),
                new HostileFile("full.bin", full(good), "does not fit into memory|but the store's is a grid"),
                new HostileFile(
                        "page.bin", "<html>maintenance</html>".getBytes(StandardCharsets.UTF_8), "an HTML page"),
                new HostileFile(
                        "future.bin",
                        message(frame, Instant.parse("2099-01-01T00:00:00Z"), grid),
                        "ahead of this machine's clock"),
                new HostileFile(
                        "between.bin",
                        message(frame, frame.validTime().plusSeconds(60), grid),
                        "lies between two frames"),
                new HostileFile(
                        "grid.bin",
                        message(
                                frame,
                                frame.validTime(),
                                new RadarGrid(
                                        grid.nx(),
                                        grid.ny(),
                                        grid.north() + 1,
                                        grid.west(),
                                        grid.dLat(),
                                        grid.dLon(),
                                        grid.earth())),
                        "but the store's is a grid"),
                new HostileFile("cut.bin.gz", Arrays.copyOf(Tars.gzip(good), 100), "truncated"),
                new HostileFile("twice.bin.gz", Tars.gzip(Tars.gzip(good)), "compressed twice"),
                new HostileFile("bomb.bin.gz", Tars.concat(Tars.gzip(good), zeros), "longer than the limit"),
                new HostileFile(
                        "bomb.tar.gz",
                        Tars.concat(Tars.gzip(Tars.header("a.bin", 1L << 40, (byte) '0')), zeros),
                        "more than 50 times"),
                new HostileFile("bomb.zip", zip("a.bin", new byte[64 << 20]), "longer than the limit"),
                new HostileFile("up.zip", zip("../../" + STRAY, good), "its name leaves the directory"),
                new HostileFile(
                        "up.tar", Tars.of().file("../../" + STRAY, good).bytes(), "its name leaves the directory"),
                new HostileFile(
                        "root.tar", Tars.of().file("/tmp/" + STRAY, good).bytes(), "its name leaves the directory"),
                new HostileFile(
                        "link.tar",
                        Tars.of().symbolicLink("a.bin", "/etc/passwd").bytes(),
                        "a link or device"),
                new HostileFile(
                        "sparse.tar", Tars.of().oldGnuSparse("a.bin", 10L << 30).bytes(), "a sparse file"),
                new HostileFile(
                        "headers.tar",
                        Tars.concat(Tars.header("././@LongLink", 1L << 33, (byte) 'L'), new byte[4 << 20]),
                        "tar headers"),
                new HostileFile("nested.tar", Tars.of().file("a.tar", tar).bytes(), "an archive inside an archive"),
                new HostileFile("cut.tar", Arrays.copyOf(tar, tar.length / 2), "truncated"));
    }

    private static byte[] message(RadarFrame frame, Instant time, RadarGrid grid) {
        return GribWriter.write(
                Identification.jmaAnalysis(time),
                ProductDefinition.observedRain(RAIN_OF_5_MINUTES, time, frame.stepMinutes()),
                new RadarFrame(time, frame.stepMinutes(), grid, frame.table(), frame.levels()),
                BITS);
    }

    /** With another number of four octets in a section. */
    private static byte[] with(byte[] message, int section, int offset, long number) {
        byte[] changed = message.clone();
        ByteBuffer.wrap(changed).putInt(section(message, section) + offset, (int) number);
        return changed;
    }

    private static byte[] withLength(byte[] message, long octets) {
        byte[] changed = message.clone();
        ByteBuffer.wrap(changed).putLong(8, octets);
        return changed;
    }

    /** Says that it is of 268 million cells. */
    private static byte[] wide(byte[] message) {
        byte[] changed = message.clone();
        int grid = section(message, 3);
        ByteBuffer.wrap(changed)
                .putInt(grid + 6, WIDEST * WIDEST)
                .putInt(grid + 30, WIDEST)
                .putInt(grid + 34, WIDEST)
                .put(grid + 54, (byte) 0) // increments are not given
                .putInt(section(message, 5) + 5, WIDEST * WIDEST);
        return changed;
    }

    /** Is of 268 million cells, in a run. */
    private static byte[] full(byte[] message) {
        int mostLevel = ByteBuffer.wrap(message).getShort(section(message, 5) + 12);
        int base = (1 << BITS) - 1 - mostLevel;
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        runs.write(1);
        for (long rest = WIDEST * WIDEST - 1; rest > 0; rest /= base) {
            runs.write((int) (mostLevel + 1 + rest % base));
        }
        int data = section(message, 7);
        ByteBuffer out = ByteBuffer.allocate(data + 5 + runs.size() + 4);
        out.put(wide(message), 0, data).putInt(5 + runs.size()).put((byte) 7).put(runs.toByteArray());
        return out.putInt(0x37373737).putLong(8, out.capacity()).array();
    }

    private static int section(byte[] message, int number) {
        int at = INDICATOR_OCTETS;
        while (message[at + 4] != number) {
            at += ByteBuffer.wrap(message).getInt(at);
        }
        return at;
    }

    private static byte[] zip(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
