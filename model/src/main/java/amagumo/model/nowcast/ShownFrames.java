package amagumo.model.nowcast;

import amagumo.model.pixel.PatchFrame;

/**
 * The frames that a network is shown, packed. First guesses of rain rates that are needed afterwards are computed and
 * kept before the network takes its memory; every other frame is computed when the network asks for it, and then
 * dropped.
 */
final class ShownFrames implements TiledNetwork.Frames {

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
        int place = place(index - NowcastInput.FRAMES);
        if (place == guesses) {
            kept.set(place, input.pixels().get(index));
        }
        if (index < NowcastInput.FRAMES) {
            rain.add(kept, place);
        }
        return (row, pixels) -> kept.get(place, row, pixels);
    }

    /** The place of the frame that is this many after the observed ones: its own, or the one after all of them. */
    private int place(int behind) {
        boolean ofRates = behind >= 0 && behind % fields == 0;
        return ofRates ? Math.min(guesses, behind / fields) : guesses;
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
