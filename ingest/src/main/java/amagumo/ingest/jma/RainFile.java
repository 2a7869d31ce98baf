package amagumo.ingest.jma;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.OtherOctets;
import java.util.List;

/**
 * The rain in a file, and everything else that is in it.
 *
 * @param frames at least one, in the file's order
 * @param damaged one entry for each message or field that could not be read
 * @param others octets that belong to no message
 */
public record RainFile(List<RainField> frames, List<MalformedGribException> damaged, List<OtherOctets> others) {

    public RainFile {
        frames = List.copyOf(frames);
        damaged = List.copyOf(damaged);
        others = List.copyOf(others);
    }
}
