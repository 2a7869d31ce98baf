package amagumo.model.nowcast;

import amagumo.model.pixel.PatchFrame;

/**
 * The frames that a network is shown, packed. First guesses of rain rates that are wanted afterwards are made and kept before
 * the network takes its memory; every other frame is made when the network asks for it, and forgotten.
 */
final class ShownFrames implements TiledNetwork.Frames {

    private final NetworkInput input;
    private final int fields;
    private final PackedPixels kept;
    private final int guesses;
    private final RainInReach rain;

    /**
     * @param fields of a lead
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

    /** Where a frame so many behind the observed ones is: in a place of its own, or in that behind all of them. */
    private int place(int behind) {
        boolean ofRates = behind >= 0 && behind % fields == 0;
        return ofRates ? Math.min(guesses, behind / fields) : guesses;
    }

    /** Where rain is in reach of that in the observed frames that the network has asked for. */
    RainInReach rain() {
        return rain;
    }

    /** The first guesses of rain rates, lead after lead. */
    PackedPixels guesses() {
        return kept;
    }
}
