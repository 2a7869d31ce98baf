package amagumo.ingest.jma;

import amagumo.ingest.grib.GribContent;
import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the rain in a file as frames: 1 km and other composites as they are, the blocks of a 250 m file as one mosaic.
 */
public final class JmaRain {

    private JmaRain() {}

    /**
     * Reads the rain in a file whose messages must all be intact and rain; see {@link #readFile}.
     *
     * @return at least one frame, in the file's order
     */
    public static List<RainField> read(String file, byte[] bytes, Optional<BoundingBox> box)
            throws MalformedGribException, UnsuitableFileException {
        List<RainField> rain = new ArrayList<>();
        RainFile rest = readFile(file, bytes, box, rain::add);
        if (!rest.damaged().isEmpty()) {
            throw rest.damaged().get(0);
        }
        if (!rest.unsuitable().isEmpty()) {
            throw rest.unsuitable().get(0);
        }
        return rain;
    }

    /**
     * Reads all rain in a file that is intact; see {@link GribReader#readMessages}. Fields that are not rain, or have no cell
     * in the box, cost themselves alone.
     *
     * @param file a name for error messages
     * @param bytes the file, unpacked
     * @param box which part to decode, everything if empty
     * @param frames is given each frame as it is decoded, in the file's order, so that not all are in memory at a time; at
     *     least one
     * @return all else that is in the file
     * @throws MalformedGribException if no message is intact, saying what is wrong with the first one
     * @throws UnsuitableFileException if there is no rain in the box, saying so of the first field
     */
    public static RainFile readFile(String file, byte[] bytes, Optional<BoundingBox> box, Consumer<RainField> frames)
            throws MalformedGribException, UnsuitableFileException {
        GribContent content = GribReader.readMessages(file, bytes);
        List<MalformedGribException> damaged = new ArrayList<>(content.damaged());
        List<UnsuitableFileException> unsuitable = new ArrayList<>();
        boolean any = false;
        for (List<GribField> group : FieldGroups.of(content.fields())) {
            try {
                frames.accept(packed(file, group).decode(box));
                any = true;
            } catch (MalformedGribException e) {
                damaged.add(e);
            } catch (UnsuitableFileException e) {
                unsuitable.add(e);
            }
        }
        if (!any && !damaged.isEmpty()) {
            throw damaged.get(0);
        }
        if (!any) {
            throw unsuitable.get(0);
        }
        return new RainFile(damaged, unsuitable, content.others());
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
        List<PackedRain> packed = new ArrayList<>();
        for (List<GribField> group : FieldGroups.of(content.fields())) {
            packed.add(packed(file, group));
        }
        if (!content.damaged().isEmpty()) {
            throw content.damaged().get(0);
        }
        return packed;
    }

    private static PackedRain packed(String file, List<GribField> group) throws UnsuitableFileException {
        GribField first = group.get(0);
        if (JmaProduct.of(first) != JmaProduct.RAIN) {
            throw new UnsuitableFileException(file, "%s is not rain".formatted(JmaProduct.describe(first)));
        }
        return new PackedRain(file, group);
    }
}
