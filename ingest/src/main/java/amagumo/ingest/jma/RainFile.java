package amagumo.ingest.jma;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.OtherOctets;
import java.util.List;

/**
 * What is in a file beside the rain that was read.
 *
 * @param damaged one entry for each message or field that could not be read
 * @param unsuitable one entry for each field that is not rain, or has no cell in the box
 * @param others octets that belong to no message
 */
public record RainFile(
        List<MalformedGribException> damaged, List<UnsuitableFileException> unsuitable, List<OtherOctets> others) {

    public RainFile {
        damaged = List.copyOf(damaged);
        unsuitable = List.copyOf(unsuitable);
        others = List.copyOf(others);
    }
}
