package amagumo.model.motion;

/** What a cell gets whose trajectory began beyond the edge of the field. */
@FunctionalInterface
public interface Inflow {

    /** NaN: nothing is known. */
    Inflow UNKNOWN = (row, column, value) -> Float.NaN;

    /** The nearest value at the edge: the rain goes on beyond it. */
    Inflow EDGE = (row, column, value) -> value;

    /**
     * The nearest value at the edge where it rained along the edge, else 0. A smoothed field has rain at edges that rain
     * only comes near to; none of that came over the edge.
     *
     * @param observed the field as it was seen, {@code [row][column]} in mm/h, NaN missing
     * @param within how many cells along the edge the nearest rain may be away, as far as the field is smoothed
     */
    static Inflow whereItRained(float[][] observed, int within) {
        return new WetEdges(observed, within);
    }

    /**
     * The value of a cell.
     *
     * @param row of the nearest cell at the edge
     * @param column of the nearest cell at the edge
     * @param value of the field where the edge is nearest
     */
    float at(int row, int column, float value);
}
