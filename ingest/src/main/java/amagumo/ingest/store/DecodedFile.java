package amagumo.ingest.store;

import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.RainField;
import amagumo.ingest.jma.RainFile;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.BoundingBox;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file on its way into a store.
 *
 * @param label how messages name it
 * @param frames the frames that it holds, encoded again
 * @param failures what is wrong with it, or with each bad message
 * @param unsuitable why it, or which of its fields, was left out, which is not a failure: that is sound and is not rain
 * @param others octets outside messages that were passed over
 */
record DecodedFile(
        String label,
        List<EncodedFrame> frames,
        List<String> failures,
        List<String> unsuitable,
        List<OtherOctets> others) {

    /** Of what kind data are (WMO code table 1.4). */
    private static final int FORECAST = 1;

    private static final double GIGABYTE = 1 << 30;

    /**
     * Decodes, crops and re-encodes a file.
     *
     * @param wanted whether it was asked for by name, so that not being rain is a failure
     */
    static DecodedFile of(NamedFile file, Optional<BoundingBox> box, boolean wanted) {
        String label = file.label();
        List<EncodedFrame> frames = new ArrayList<>();
        Set<String> failures = new LinkedHashSet<>(); // each reason once, however many fields it is of
        try {
            RainFile rest = JmaRain.readFile(label, file.bytes(), box, rain -> refusal(rain)
                    .ifPresentOrElse(failures::add, () -> frames.add(encode(rain))));
            rest.damaged().forEach(damage -> failures.add(reason(damage)));
            List<String> unsuitable = rest.unsuitable().stream()
                    .map(UnsuitableFileException::reason)
                    .distinct()
                    .toList();
            return new DecodedFile(label, frames, List.copyOf(failures), unsuitable, rest.others());
        } catch (MalformedGribException e) {
            return failed(label, reason(e));
        } catch (UnsuitableFileException e) {
            return wanted
                    ? failed(label, e.reason())
                    : new DecodedFile(label, List.of(), List.of(), List.of(e.reason()), List.of());
        } catch (OutOfMemoryError e) { // what could not be allocated is this file's, and the others may well fit
            return failed(
                    label,
                    "it does not fit into memory: the heap has %.1f GB (AMAGUMO_JAVA_OPTIONS=-Xmx allows more)"
                            .formatted(Runtime.getRuntime().maxMemory() / GIGABYTE));
        }
    }

    private static Optional<String> refusal(RainField rain) {
        if (rain.frame().stepMinutes() == 0) {
            return Optional.of("rain at a point in time, not over an interval");
        }
        return rain.identification().type() == FORECAST
                ? Optional.of("a forecast, not an observation")
                : Optional.empty();
    }

    private static DecodedFile failed(String label, String reason) {
        return new DecodedFile(label, List.of(), List.of(reason), List.of(), List.of());
    }

    private static String reason(MalformedGribException e) {
        return "offset %d: %s".formatted(e.offset(), e.reason());
    }

    private static EncodedFrame encode(RainField rain) {
        return EncodedFrame.of(rain.identification(), rain.product(), rain.frame(), rain.bits());
    }
}
