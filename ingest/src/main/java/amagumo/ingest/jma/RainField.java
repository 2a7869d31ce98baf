package amagumo.ingest.jma;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.RadarFrame;

/**
 * A frame of rain (mm/h) and the headers it came with.
 *
 * @param frame what was read, or the crop of it that was asked for
 * @param identification who made it
 * @param product what it shows
 * @param bits bits per packed value in its file, 1 to 16
 */
public record RainField(RadarFrame frame, Identification identification, ProductDefinition product, int bits) {

    /** This frame alone as one GRIB2 message, under its own headers. */
    public byte[] encode() {
        return GribWriter.write(identification, product, frame, bits);
    }
}
