package amagumo.server.forecast.file;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.radar.Ellipsoid;
import amagumo.model.file.Json;
import amagumo.model.nowcast.Nowcast;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A forecast in a zip: {@code forecast.json} ({@link ForecastHeader}), and for each lead, 1 to {@link Nowcast#LEADS}, {@code
 * lead-01.png}, its picture, and {@code lead-01.rates}, its {@link PackedRates}. The latter two are stored as they are, so that
 * one picture, or one row of one field, is read without what lies before it.
 */
public final class ForecastFile implements AutoCloseable {

    private static final ObjectMapper JSON = Json.MAPPER.copy().addMixIn(Ellipsoid.class, WrittenEllipsoid.class);
    private static final String HEADER = "forecast.json";
    private static final int MOST_OF_A_HEADER = 1 << 20;

    private final Path path;
    private final ZipFile zip;

    private ForecastFile(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    /** How an ellipsoid is written: by what it is made of, without what follows from that. */
    private abstract static class WrittenEllipsoid {
        @JsonIgnore
        abstract boolean isSphere();
    }

    /** The two things that are kept of a lead. */
    public record Lead(byte[] png, PackedRates rates) {}

    /** Replaces a file, atomically and so that it survives power loss. */
    static void write(Path path, ForecastHeader header, List<Lead> leads) throws IOException {
        byte[] json = JSON.writeValueAsBytes(header);
        AtomicFile.replaceDurably(path, file -> {
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(HEADER));
                zip.write(json);
                for (int lead = 1; lead <= leads.size(); lead++) {
                    store(zip, picture(lead), leads.get(lead - 1).png());
                    store(zip, rates(lead), leads.get(lead - 1).rates().octets());
                }
            }
        });
    }

    private static void store(ZipOutputStream zip, String name, byte[] octets) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(octets.length);
        entry.setCrc(crc(octets));
        zip.putNextEntry(entry);
        zip.write(octets);
    }

    /**
     * Opens a file, of which nothing is believed yet.
     *
     * @throws DamagedForecastException if it is not a whole zip
     * @throws IOException if it cannot be read, such as when it has just been removed
     */
    public static ForecastFile open(Path path) throws IOException {
        try {
            return new ForecastFile(path, new ZipFile(path.toFile()));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedForecastException(path, e);
        }
    }

    /**
     * What the forecast says of itself.
     *
     * @throws DamagedForecastException if it is not what a header should be
     */
    public ForecastHeader header() throws IOException {
        ZipEntry entry = entry(HEADER, MOST_OF_A_HEADER);
        try {
            return JSON.readValue(read(entry), ForecastHeader.class);
        } catch (JsonProcessingException e) {
            throw new DamagedForecastException(
                    path,
                    "%s: %s"
                            .formatted(
                                    HEADER,
                                    e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (DamagedForecastException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedForecastException(path, e);
        }
    }

    /**
     * Refuses a header that is not the one that the file's name speaks of.
     *
     * @throws DamagedForecastException with the one that it is
     */
    public void requireNamed(KeptFile file, ForecastHeader header) throws DamagedForecastException {
        if (!header.key().equals(file.key()) || !header.version().equals(file.version())) {
            throw new DamagedForecastException(
                    path, "it holds the forecast %s of version %s".formatted(header.key(), header.version()));
        }
    }

    /**
     * Reads every octet once.
     *
     * @throws DamagedForecastException if one of them changed since it was written
     */
    public void verify() throws IOException {
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            read(entry(picture(lead), Files.size(path)));
            read(entry(rates(lead), Files.size(path)));
        }
    }

    /** The picture of a lead, 1 to {@link Nowcast#LEADS}: a PNG file. */
    public byte[] png(int lead) throws IOException {
        return read(entry(picture(lead), Files.size(path)));
    }

    /** The field of a lead, {@code [row][column]} in mm/h, NaN missing, to 0.01 mm/h. */
    public float[][] rates(int lead, int rows, int columns) throws IOException {
        try {
            return packed(lead, rows, columns).rates();
        } catch (DamagedForecastException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedForecastException(path, e);
        }
    }

    /** The field of a lead as it is packed, of which nothing is unpacked yet. */
    public PackedRates packed(int lead, int rows, int columns) throws IOException {
        return PackedRates.of(read(entry(rates(lead), Files.size(path))), rows, columns);
    }

    /** The rate of one cell at a lead in mm/h, NaN missing; no more than its row is read. */
    public float rate(int lead, int rows, int columns, int row, int column) throws IOException {
        ZipEntry entry = entry(rates(lead), Files.size(path));
        try (InputStream in = zip.getInputStream(entry)) {
            return PackedRates.row(in, entry.getSize(), rows, columns, row)[column];
        } catch (IOException e) {
            throw new DamagedForecastException(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private ZipEntry entry(String name, long mostOctets) throws DamagedForecastException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new DamagedForecastException(path, "there is no %s in it".formatted(name));
        }
        if (entry.getSize() < 0 || entry.getSize() > mostOctets) {
            throw new DamagedForecastException(path, "%s is of %d octets".formatted(name, entry.getSize()));
        }
        return entry;
    }

    private byte[] read(ZipEntry entry) throws DamagedForecastException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] octets = in.readNBytes((int) entry.getSize());
            if (octets.length != entry.getSize() || crc(octets) != entry.getCrc()) {
                throw new DamagedForecastException(path, "%s does not match its checksum".formatted(entry.getName()));
            }
            return octets;
        } catch (DamagedForecastException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedForecastException(path, e);
        }
    }

    private static long crc(byte[] octets) {
        CRC32 crc = new CRC32();
        crc.update(octets);
        return crc.getValue();
    }

    private static String picture(int lead) {
        return "lead-%02d.png".formatted(lead);
    }

    private static String rates(int lead) {
        return "lead-%02d.rates".formatted(lead);
    }
}
