package amagumo.server.forecast.file;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.radar.Ellipsoid;
import amagumo.model.file.Json;
import amagumo.model.nowcast.Nowcast;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A forecast in a zip: {@code forecast.json} ({@link ForecastHeader}), and for each lead, 1 to {@link Nowcast#LEADS}, {@code
 * lead-01.png}, its picture, {@code lead-01.rates}, its {@link PackedRates}, and, if the header names thresholds, {@code
 * lead-01.probabilities}, its {@link PackedProbabilities}. All but the header are stored as they are, so that one is read without
 * what lies before it.
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

    /** What is kept of a lead: its probabilities only if the nowcaster gives some. */
    public record Lead(byte[] png, PackedRates rates, Optional<PackedProbabilities> probabilities) {}

    /** Replaces a file, atomically and so that it survives power loss. */
    static void write(Path path, ForecastHeader header, List<Lead> leads) throws IOException {
        byte[] json = JSON.writeValueAsBytes(header);
        AtomicFile.replaceDurably(path, file -> {
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(HEADER));
                zip.write(json);
                for (int lead = 1; lead <= leads.size(); lead++) {
                    Lead kept = leads.get(lead - 1);
                    store(zip, picture(lead), kept.png());
                    store(zip, rates(lead), kept.rates().octets());
                    if (kept.probabilities().isPresent()) {
                        store(
                                zip,
                                probabilities(lead),
                                kept.probabilities().get().octets());
                    }
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
            return JSON.treeToValue(upgraded(JSON.readTree(read(entry))), ForecastHeader.class);
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

    /** Format 1 knew no probabilities. */
    private static JsonNode upgraded(JsonNode json) {
        if (json instanceof ObjectNode header && header.path("formatVersion").asInt() == 1) {
            header.put("formatVersion", ForecastHeader.FORMAT).putArray("thresholdsMmH");
        }
        return json;
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
        boolean hasProbabilities = !header().thresholdsMmH().isEmpty();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            read(picture(lead));
            read(rates(lead));
            if (hasProbabilities) {
                read(probabilities(lead));
            }
        }
    }

    /** The picture of a lead, 1 to {@link Nowcast#LEADS}: a PNG file. */
    public byte[] png(int lead) throws IOException {
        return read(picture(lead));
    }

    /** The field of a lead as it is packed, of which nothing is unpacked yet. */
    public PackedRates rates(int lead, ForecastHeader header) throws IOException {
        return PackedRates.of(
                read(rates(lead)), header.grid().ny(), header.grid().nx());
    }

    /** The probabilities of a lead as they are packed, of which nothing is unpacked yet, where the header names thresholds. */
    public PackedProbabilities probabilities(int lead, ForecastHeader header) throws IOException {
        return PackedProbabilities.of(
                read(probabilities(lead)),
                header.thresholdsMmH().size(),
                header.grid().ny(),
                header.grid().nx());
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

    private byte[] read(String name) throws IOException {
        return read(entry(name, Files.size(path)));
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

    private static String probabilities(int lead) {
        return "lead-%02d.probabilities".formatted(lead);
    }
}
