package amagumo.server.forecast;

import amagumo.server.forecast.file.PackedRates;
import java.io.IOException;
import java.time.Instant;

/** An observed frame in memory: its picture, and its rain rates to be read cell by cell. */
public final class KeptFrame {

    private final Instant validTime;
    private final Picture picture;
    private final PackedRates rates;

    private KeptFrame(Instant validTime, Picture picture, PackedRates rates) {
        this.validTime = validTime;
        this.picture = picture;
        this.rates = rates;
    }

    /**
     * Packs a frame.
     *
     * @param ratesMmH {@code [row][column]}, NaN where missing
     */
    static KeptFrame of(Instant validTime, Picture picture, float[][] ratesMmH) {
        return new KeptFrame(validTime, picture, PackedRates.of(ratesMmH));
    }

    /** When it is valid, UTC. */
    public Instant validTime() {
        return validTime;
    }

    /** What it looks like. */
    public Picture picture() {
        return picture;
    }

    /** How much memory it takes, about. */
    int octets() {
        return picture.png().length + rates.octets().length;
    }

    /** All rain rates {@code [row][column]} in mm/h, to 0.01 mm/h, NaN where missing. */
    public float[][] rates() throws IOException {
        return rates.rates();
    }

    /** The rain rate of a cell in mm/h, to 0.01 mm/h, NaN where missing. */
    float rate(int row, int column) throws IOException {
        return rates.rate(row, column);
    }
}
