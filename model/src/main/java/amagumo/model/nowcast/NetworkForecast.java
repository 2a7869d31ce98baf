package amagumo.model.nowcast;

import amagumo.model.file.ModelMetadata;
import amagumo.model.motion.CellValues;
import amagumo.model.pixel.PixelMap;
import amagumo.model.threads.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run of a network means: rain rates and probabilities in the network's frame and resolution. */
final class NetworkForecast {

    private final NetworkRun run;
    private final boolean ofRates;
    private final float share;

    /** The rain rate in mm/h of each pixel that the network says, and of each pixel of a first guess. */
    private final float[] meaning;

    private final float[] meaningOfGuess;

    /**
     * @param ofRates whether the run has rain rates
     */
    NetworkForecast(NetworkRun run, ModelMetadata metadata, boolean ofRates) {
        this.run = run;
        this.ofRates = ofRates;
        share = (float) metadata.networkShare();
        PixelMap map = metadata.pixelMap();
        meaning = PackedPixels.table(pixel -> metadata.outputMapping().rateMmH(map, pixel));
        meaningOfGuess = PackedPixels.table(pixel -> Math.max(0, map.rateMmH(pixel) - map.dryRateMmH()));
    }

    /** So many new fields, {@code [row][column]}. */
    List<float[][]> fields(int count) {
        boolean[][] cells = run.inReach().get(0);
        return Stream.generate(() -> new float[cells.length][cells[0].length])
                .limit(count)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The fields of a lead, 1 and up: the rain rate in mm/h if there is one, and the probability of each threshold. */
    CellValues cells(int lead) {
        boolean[][] inReach = run.inReach().get(lead - 1);
        int first = ofRates ? 1 : 0;
        return (row, column, values) -> {
            boolean reached = inReach[row][column];
            boolean some = run.conditional().products(lead - 1, row, column, values, first);
            if (ofRates) {
                values[0] = rate(lead, row, column, reached);
                some |= values[0] > 0;
            }
            return some;
        };
    }

    /** The rain rates of a lead, {@code [row][column]} in mm/h. */
    float[][] rates(int lead) {
        boolean[][] inReach = run.inReach().get(lead - 1);
        float[][] rates = new float[inReach.length][inReach[0].length];
        Rows.forEach(rates.length, rates[0].length, r -> {
            for (int c = 0; c < rates[r].length; c++) {
                rates[r][c] = rate(lead, r, c, inReach[r][c]);
            }
        });
        return rates;
    }

    private float rate(int lead, int row, int column, boolean reached) {
        float rate = reached ? run.rates().lookUp(lead - 1, row, column, meaning) : 0;
        return share >= 1
                ? rate
                : share * rate + (1 - share) * run.guesses().lookUp(lead - 1, row, column, meaningOfGuess);
    }
}
