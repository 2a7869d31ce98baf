package amagumo.model.motion;

/** The value of a cell whose trajectory began beyond the edge of the field. */
@FunctionalInterface
public interface Inflow {

    /** NaN: nothing is known. */
    Inflow UNKNOWN = (row, column, value) -> Float.NaN;

    /** The nearest value at the edge: the rain goes on beyond it. */
    Inflow EDGE = (row, column, value) -> value;

    /**
     * The nearest value at the edge where it rained along the edge, else 0. A smoothed field has rain at edges that
     * rain only came near; none of that came over the edge.
     *
     * @param observed the field as it was seen, {@code [row][column]} in mm/h, NaN missing
     * @param within how many cells away along the edge the nearest rain may be: as far as the field is smoothed
     */
    static Inflow whereItRained(float[][] observed, int within) {
        return new WetEdges(observed, within);
    }

    /**
     * The value of a cell.
     *
     * @param row row of the nearest cell at the edge
     * @param column column of the nearest cell at the edge
     * @param value value of the field at the nearest edge
     */
    float at(int row, int column, float value);
}
