package amagumo.ingest.jma;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.OtherOctets;
import java.util.List;

/**
 * The rain of a file, and what else there is in it.
 *
 * @param frames at least one, in the file's order
 * @param damaged a message or a field each that could not be read
 * @param others octets of no message
 */
public record RainFile(List<RainField> frames, List<MalformedGribException> damaged, List<OtherOctets> others) {

    public RainFile {
        frames = List.copyOf(frames);
        damaged = List.copyOf(damaged);
        others = List.copyOf(others);
    }
}
