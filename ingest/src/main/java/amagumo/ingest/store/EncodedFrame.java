package amagumo.ingest.store;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;

/**
 * A frame as the store keeps it: one GRIB2 message, and what its headers say.
 *
 * @param validTime valid time of the frame
 * @param category parameter category
 * @param parameter parameter number
 * @param stepMinutes length of the frame's interval
 * @param grid where the cells lie
 * @param wetFraction share of the non-missing cells that are wet, 0 to 1
 * @param message the whole message; the array must not be changed
 */
public record EncodedFrame(
        Instant validTime,
        int category,
        int parameter,
        int stepMinutes,
        RadarGrid grid,
        float wetFraction,
        byte[] message) {

    /** Encodes a frame under the headers it came with. */
    public static EncodedFrame of(
            Identification identification, ProductDefinition product, RadarFrame frame, int bits) {
        return new EncodedFrame(
                frame.validTime(),
                product.category(),
                product.parameter(),
                frame.stepMinutes(),
                frame.grid(),
                Wetness.of(frame),
                GribWriter.write(identification, product, frame, bits));
    }
}
