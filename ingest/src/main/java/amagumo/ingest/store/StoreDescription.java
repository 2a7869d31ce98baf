package amagumo.ingest.store;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.Ellipsoid;
import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What all frames of a store have in common, fixed by the first one and kept in {@value #FILE}.
 *
 * @param category parameter category of the product, GRIB2 code table 4.1
 * @param parameter parameter number of the product, code table 4.2
 * @param stepMinutes length of a frame's interval, at least 1
 * @param grid where the cells lie
 * @param box the box of degrees that is cut out of incoming frames, empty for all of them
 * @param provenance what the values were derived from, in a sentence, if they are not those of the radar files
 *     themselves
 */
public record StoreDescription(
        int category,
        int parameter,
        int stepMinutes,
        RadarGrid grid,
        Optional<BoundingBox> box,
        Optional<String> provenance) {

    static final String FILE = "store.properties";

    private static final String VERSION = "1";

    /**
     * The description of a store whose first frame this is. The grid is as its message states it, so that every reader
     * sees the same corners.
     */
    public static StoreDescription of(EncodedFrame first, Optional<BoundingBox> box, Optional<String> provenance)
            throws MalformedGribException {
        return new StoreDescription(
                first.category(),
                first.parameter(),
                first.stepMinutes(),
                GribReader.read("", first.message()).get(0).grid(),
                box,
                provenance);
    }

    /** Whether a directory holds a store. */
    public static boolean existsIn(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    /**
     * Reads the description of a store.
     *
     * @throws StoreException if the directory is not a store or its description is damaged
     */
    public static StoreDescription read(Path directory) throws IOException {
        if (!existsIn(directory)) {
            throw new StoreException(directory, "not a frame store");
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(directory.resolve(FILE))) {
            properties.load(in);
            if (!VERSION.equals(properties.getProperty("version"))) {
                throw new IllegalArgumentException("version is not " + VERSION);
            }
            return new StoreDescription(
                    integer(properties, "category"),
                    integer(properties, "parameter"),
                    integer(properties, "stepMinutes"),
                    new RadarGrid(
                            integer(properties, "nx"),
                            integer(properties, "ny"),
                            number(properties, "north"),
                            number(properties, "west"),
                            number(properties, "dLat"),
                            number(properties, "dLon"),
                            earth(properties)),
                    Optional.ofNullable(properties.getProperty("box")).map(BoundingBox::parse),
                    Optional.ofNullable(properties.getProperty("provenance")));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new StoreException(directory, "%s is damaged: %s".formatted(FILE, e.getMessage()));
        }
    }

    /** Why a frame does not belong in the store, empty if it does. */
    Optional<String> mismatch(EncodedFrame frame) {
        if (frame.stepMinutes() != stepMinutes) {
            return Optional.of(
                    "a step of %d minutes, but the store's is %d".formatted(frame.stepMinutes(), stepMinutes));
        }
        if (!frame.grid().sameCellsAs(grid)) {
            return Optional.of("%s, but the store's is %s".formatted(describe(frame.grid()), describe(grid)));
        }
        if (frame.category() != category || frame.parameter() != parameter) {
            return Optional.of("product %d/%d, but the store's is %d/%d"
                    .formatted(frame.category(), frame.parameter(), category, parameter));
        }
        return Optional.empty();
    }

    private static String describe(RadarGrid grid) {
        return "a grid of %d x %d cells from %.6f N %.6f E to %.6f N %.6f E"
                .formatted(grid.nx(), grid.ny(), grid.north(), grid.west(), grid.south(), grid.east());
    }

    /** Writes the description so that it is there whole or not at all, even after power loss. */
    void write(Path directory) throws IOException {
        StringWriter out = new StringWriter();
        line(out, "version", VERSION);
        line(out, "category", category);
        line(out, "parameter", parameter);
        line(out, "stepMinutes", stepMinutes);
        line(out, "nx", grid.nx());
        line(out, "ny", grid.ny());
        line(out, "north", grid.north());
        line(out, "west", grid.west());
        line(out, "dLat", grid.dLat());
        line(out, "dLon", grid.dLon());
        if (!grid.earth().equals(Ellipsoid.GRS_1980)) {
            line(out, "ellipsoid", grid.earth().name());
            line(out, "semiMajorMetres", grid.earth().semiMajorMetres());
            line(out, "inverseFlattening", grid.earth().inverseFlattening());
        }
        box.ifPresent(b -> line(out, "box", "%s,%s,%s,%s".formatted(b.south(), b.west(), b.north(), b.east())));
        provenance.ifPresent(sentence -> line(out, "provenance", sentence));
        AtomicFile.replaceDurably(directory.resolve(FILE), file -> Files.writeString(file, out.toString()));
    }

    /** The ellipsoid of the description; JMA's is the default and is not written. */
    private static Ellipsoid earth(Properties properties) {
        return properties.containsKey("semiMajorMetres")
                ? new Ellipsoid(
                        text(properties, "ellipsoid"),
                        number(properties, "semiMajorMetres"),
                        number(properties, "inverseFlattening"))
                : Ellipsoid.GRS_1980;
    }

    private static void line(StringWriter out, String key, Object value) {
        out.write(key + " = " + value + "\n");
    }

    private static int integer(Properties properties, String key) {
        return Integer.parseInt(text(properties, key));
    }

    private static double number(Properties properties, String key) {
        return Double.parseDouble(text(properties, key));
    }

    private static String text(Properties properties, String key) {
        String text = properties.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return text.strip();
    }
}
