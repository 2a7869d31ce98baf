package amagumo.ingest.jma;

import amagumo.ingest.grib.GribContent;
import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rain in a file as frames: 1 km and other composites as they are, the blocks of a 250 m file as one mosaic.
 */
public final class JmaRain {

    private JmaRain() {}

    /**
     * Reads the rain in a file whose messages must all be intact; see {@link #readFile}.
     *
     * @return at least one frame, in the file's order
     */
    public static List<RainField> read(String file, byte[] bytes, Optional<BoundingBox> box)
            throws MalformedGribException, UnsuitableFileException {
        RainFile rain = readFile(file, bytes, box);
        if (!rain.damaged().isEmpty()) {
            throw rain.damaged().get(0);
        }
        return rain.frames();
    }

    /**
     * Reads all rain in a file that is intact; see {@link GribReader#readMessages}.
     *
     * @param file a name for error messages
     * @param bytes the file, unpacked
     * @param box which part to decode, everything if empty
     * @throws MalformedGribException if no message is intact, saying what is wrong with the first one
     * @throws UnsuitableFileException if one of its fields is not rain, or has no cell in the box
     */
    public static RainFile readFile(String file, byte[] bytes, Optional<BoundingBox> box)
            throws MalformedGribException, UnsuitableFileException {
        GribContent content = GribReader.readMessages(file, bytes);
        List<RainField> rain = new ArrayList<>();
        List<MalformedGribException> damaged = new ArrayList<>(content.damaged());
        for (PackedRain packed : packed(file, content)) {
            try {
                rain.add(packed.decode(box));
            } catch (MalformedGribException e) {
                damaged.add(e);
            }
        }
        if (rain.isEmpty()) {
            throw damaged.get(0);
        }
        return new RainFile(rain, damaged, content.others());
    }

    /**
     * Reads the headers of the rain in a file whose messages must all be intact; nothing is decoded.
     *
     * @param file a name for error messages
     * @param bytes the file, unpacked, which must not change afterwards
     * @return at least one frame, in the file's order
     * @throws MalformedGribException if a message is damaged, as far as its headers say so
     * @throws UnsuitableFileException if one of its fields is not rain
     */
    public static List<PackedRain> packed(String file, byte[] bytes)
            throws MalformedGribException, UnsuitableFileException {
        GribContent content = GribReader.readMessages(file, bytes);
        List<PackedRain> packed = packed(file, content);
        if (!content.damaged().isEmpty()) {
            throw content.damaged().get(0);
        }
        return packed;
    }

    private static List<PackedRain> packed(String file, GribContent content) throws UnsuitableFileException {
        List<PackedRain> packed = new ArrayList<>();
        for (List<GribField> group : FieldGroups.of(content.fields())) {
            GribField first = group.get(0);
            if (JmaProduct.of(first) != JmaProduct.RAIN) {
                throw new UnsuitableFileException(file, "%s is not rain".formatted(JmaProduct.describe(first)));
            }
            packed.add(new PackedRain(file, group));
        }
        return packed;
    }
}
