package amagumo.ingest.store;

import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.RainField;
import amagumo.ingest.jma.RainFile;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.BoundingBox;
import java.util.List;
import java.util.Optional;

/**
 * A file on its way into a store.
 *
 * @param label how messages name it
 * @param frames the frames that it holds, encoded again
 * @param failures what is wrong with it, or with each bad message
 * @param unsuitable why it was left out, which is not a failure: it was found among rain files and is not rain
 * @param others octets outside messages that were passed over
 */
record DecodedFile(
        String label,
        List<EncodedFrame> frames,
        List<String> failures,
        Optional<String> unsuitable,
        List<OtherOctets> others) {

    /** Of what kind data are (WMO code table 1.4). */
    private static final int FORECAST = 1;

    /**
     * Decodes, crops and re-encodes a file.
     *
     * @param wanted whether it was asked for by name, so that not being rain is a failure
     */
    static DecodedFile of(NamedFile file, Optional<BoundingBox> box, boolean wanted) {
        String label = file.label();
        try {
            RainFile rain = JmaRain.readFile(label, file.bytes(), box);
            if (rain.frames().stream().anyMatch(field -> field.frame().stepMinutes() == 0)) {
                return failed(label, "rain at a point in time, not over an interval");
            }
            if (rain.frames().stream().anyMatch(field -> field.identification().type() == FORECAST)) {
                return failed(label, "a forecast, not an observation");
            }
            List<EncodedFrame> frames =
                    rain.frames().stream().map(DecodedFile::encode).toList();
            List<String> failures =
                    rain.damaged().stream().map(DecodedFile::reason).toList();
            return new DecodedFile(label, frames, failures, Optional.empty(), rain.others());
        } catch (MalformedGribException e) {
            return failed(label, reason(e));
        } catch (UnsuitableFileException e) {
            return wanted
                    ? failed(label, e.reason())
                    : new DecodedFile(label, List.of(), List.of(), Optional.of(e.reason()), List.of());
        }
    }

    private static DecodedFile failed(String label, String reason) {
        return new DecodedFile(label, List.of(), List.of(reason), Optional.empty(), List.of());
    }

    private static String reason(MalformedGribException e) {
        return "offset %d: %s".formatted(e.offset(), e.reason());
    }

    private static EncodedFrame encode(RainField rain) {
        return EncodedFrame.of(rain.identification(), rain.product(), rain.frame(), rain.bits());
    }
}
