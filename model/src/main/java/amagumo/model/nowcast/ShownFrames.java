package amagumo.model.nowcast;

import amagumo.model.pixel.PatchFrame;

/**
 * The frames that a network is shown, each made when the network asks for it and packed; what is asked for again afterwards
 * is kept: the observed frames, and the first guesses of rain rates.
 */
final class ShownFrames implements TiledNetwork.Frames {

    private final NetworkInput input;
    private final int fields;
    private final PackedPixels kept;
    private final int spare;

    /**
     * @param fields of a lead
     * @param keepGuesses whether {@link #guesses()} will be asked for
     */
    ShownFrames(NetworkInput input, int fields, boolean keepGuesses) {
        this.input = input;
        this.fields = fields;
        float[][] first = input.pixels().get(0);
        int guesses = keepGuesses ? (input.pixels().size() - NowcastInput.FRAMES) / fields : 0;
        spare = NowcastInput.FRAMES + guesses;
        kept = new PackedPixels(spare + 1, first.length, first[0].length);
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
        int place = place(index);
        kept.set(place, input.pixels().get(index));
        return (row, pixels) -> kept.get(place, row, pixels);
    }

    private int place(int index) {
        int behind = index - NowcastInput.FRAMES;
        if (behind < 0) {
            return index;
        }
        int place = NowcastInput.FRAMES + behind / fields;
        return behind % fields == 0 && place < spare ? place : spare;
    }

    /** The observed frames that the network has asked for. */
    PackedPixels observed() {
        return kept.first(NowcastInput.FRAMES);
    }

    /** The first guesses of rain rates that it has asked for, lead after lead. */
    PackedPixels guesses() {
        return kept.from(NowcastInput.FRAMES);
    }
}
