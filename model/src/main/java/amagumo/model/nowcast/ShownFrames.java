package amagumo.model.nowcast;

import amagumo.model.pixel.PatchFrame;
import java.util.Arrays;

/**
 * The frames that a network is shown, rounded as {@link PackedPixels} are. First guesses of rain rates that are needed afterwards are
 * computed and kept before the network takes its memory; every other frame is computed when the network asks for it, and then dropped.
 */
final class ShownFrames implements TiledNetwork.Frames {

    private static final float[] NOTHING = {};

    private final NetworkInput input;
    private final int fields;
    private final PackedPixels kept;
    private final int guesses;
    private final RainInReach rain;

    /**
     * @param fields fields of a lead
     * @param keepGuesses whether {@link #guesses()} will be asked for
     * @param patch side of the square of pixels that is one position of the network
     */
    ShownFrames(NetworkInput input, int fields, boolean keepGuesses, int patch) {
        this.input = input;
        this.fields = fields;
        float[][] first = input.pixels().get(0);
        guesses = keepGuesses ? (input.pixels().size() - NowcastInput.FRAMES) / fields : 0;
        kept = new PackedPixels(guesses + 1, first.length, first[0].length);
        rain = new RainInReach(kept.rows(), kept.columns(), patch);
        for (int lead = 0; lead < guesses; lead++) {
            kept.set(lead, input.pixels().get(NowcastInput.FRAMES + lead * fields));
        }
    }

    @Override
    public int rows() {
        return kept.rows();
    }

    @Override
    public int columns() {
        return kept.columns();
    }

    @Override
    public PatchFrame.Row frame(int index) {
        int behind = index - NowcastInput.FRAMES;
        if (behind < 0) {
            kept.set(guesses, input.pixels().get(index));
            rain.add(kept, guesses);
            return (row, pixels) -> kept.get(guesses, row, pixels);
        }
        if (behind % fields == 0 && behind / fields < guesses) {
            return (row, pixels) -> kept.get(behind / fields, row, pixels);
        }
        float[][] guess = input.pixels().get(index);
        return (row, pixels) -> rounded(row < guess.length ? guess[row] : NOTHING, pixels);
    }

    private static void rounded(float[] row, float[] pixels) {
        PackedPixels.round(row, pixels);
        Arrays.fill(pixels, row.length, pixels.length, 0);
    }

    /** Where rain is in reach, by the observed frames that the network has asked for. */
    RainInReach rain() {
        return rain;
    }

    /** The first guesses of rain rates, lead after lead. */
    PackedPixels guesses() {
        return kept;
    }
}
