package amagumo.ingest.store;

import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.RainField;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.BoundingBox;
import java.util.List;
import java.util.Optional;

/**
 * A file on its way into a store: either frames or a problem.
 *
 * @param label how messages name it
 * @param frames that it holds, encoded anew
 * @param problem why it holds none
 * @param skipped whether that is no failure: what was found beside rain and is none
 */
record DecodedFile(String label, List<EncodedFrame> frames, Optional<String> problem, boolean skipped) {

    /**
     * Decodes, crops and encodes a file.
     *
     * @param wanted whether it was asked for by name, so that it is a failure if it is no rain
     */
    static DecodedFile of(NamedFile file, Optional<BoundingBox> box, boolean wanted) {
        String label = file.label();
        try {
            List<EncodedFrame> frames = JmaRain.read(label, file.bytes(), box).stream()
                    .map(DecodedFile::encode)
                    .toList();
            return frames.stream().allMatch(frame -> frame.stepMinutes() > 0)
                    ? new DecodedFile(label, frames, Optional.empty(), false)
                    : new DecodedFile(label, List.of(), Optional.of("rain at a point in time, of no interval"), false);
        } catch (MalformedGribException e) {
            return new DecodedFile(
                    label, List.of(), Optional.of("offset %d: %s".formatted(e.offset(), e.reason())), false);
        } catch (UnsuitableFileException e) {
            return new DecodedFile(label, List.of(), Optional.of(e.reason()), !wanted);
        }
    }

    private static EncodedFrame encode(RainField rain) {
        return EncodedFrame.of(rain.identification(), rain.product(), rain.frame(), rain.bits());
    }
}
