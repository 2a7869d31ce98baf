package amagumo.model.ensemble;

import amagumo.ingest.radar.CellBox;
import amagumo.model.motion.RainySquares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How strong each scale of the noise must be, so that each scale of a member is as strong as it is in what radar saw. Rain
 * rates are no linear function of the noise, so this is found by trying: where a scale of the members is too weak, its noise is
 * made stronger.
 */
final class Texture {

    private static final int ROUNDS = 10;

    /** With how many members it is tried. */
    private static final int TRIALS = 2;

    /** The noise changes by this power of what is lacking, and no more than this factor a round. */
    private static final double CAUTION = 0.4;

    private static final double LARGEST_CHANGE = 3;

    private Texture() {}

    /**
     * The amplitudes of the bands of the noise of a lead, the sum of whose squares is 1.
     *
     * @param rain what the noise is turned into
     * @param seen the last frame, moved to the time of the lead, in mm/h
     */
    static double[] amplitudes(RainQuantiles rain, float[][] seen, Noise noise, int lead) {
        CellBox square = RainySquares.of(seen, 1).get(0);
        double[] wanted = Scales.power(Scales.bands(Decibels.of(RainySquares.part(seen, square))));
        if (Arrays.stream(wanted).sum() == 0) {
            Arrays.fill(wanted, 1);
            return normalized(wanted);
        }
        RainQuantiles there = rain.part(square);
        List<List<float[][]>> trials = new ArrayList<>();
        for (int trial = 1; trial <= TRIALS; trial++) {
            List<float[][]> bands = new ArrayList<>();
            for (int band = 0; band < Scales.COUNT; band++) {
                bands.add(noise.band(-trial, lead, band, square));
            }
            trials.add(bands);
        }
        double[] amplitudes = normalized(Arrays.stream(wanted).map(Math::sqrt).toArray());
        for (int round = 0; round < ROUNDS; round++) {
            double[] power = new double[Scales.COUNT];
            for (List<float[][]> bands : trials) {
                double[] ofMember = Scales.power(Scales.bands(Decibels.of(there.rates(sum(bands, amplitudes)))));
                Arrays.setAll(power, band -> power[band] + ofMember[band] / TRIALS);
            }
            for (int band = 0; band < Scales.COUNT; band++) {
                double lacking = power[band] > 0 ? wanted[band] / power[band] : LARGEST_CHANGE;
                double change = Math.max(1 / LARGEST_CHANGE, Math.min(LARGEST_CHANGE, lacking));
                amplitudes[band] *= Math.pow(change, CAUTION);
            }
            amplitudes = normalized(amplitudes);
        }
        return amplitudes;
    }

    private static float[][] sum(List<float[][]> bands, double[] amplitudes) {
        float[][] sum = new float[bands.get(0).length][bands.get(0)[0].length];
        for (int band = 0; band < amplitudes.length; band++) {
            Scales.add(sum, bands.get(band), amplitudes[band]);
        }
        return sum;
    }

    private static double[] normalized(double[] amplitudes) {
        double root = Math.sqrt(Arrays.stream(amplitudes).map(a -> a * a).sum());
        return Arrays.stream(amplitudes).map(a -> a / root).toArray();
    }
}
