package amagumo.model.motion;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The coordinates in which a network sees one window: the grid's own, or those of the rain, where every field lies as
 * it would at the time of the last input frame if rain only moved. Training brings its inputs and targets into the
 * frame; a forecast brings its inputs in and takes the network's result out.
 *
 * @param motion the motion of the rain; empty for the grid's own coordinates, where entering and leaving change nothing
 * @param last the last input frame, {@code [row][column]} in mm/h, NaN missing
 */
public record MovingFrame(Optional<MotionField> motion, float[][] last) {

    /**
     * The coordinates of a window.
     *
     * @param frame which kind of coordinates
     * @param inputs the input frames {@code [row][column]} in mm/h, oldest first, NaN missing; the motion may depend on
     *     nothing else, because a forecast knows nothing else
     */
    public static MovingFrame of(ReferenceFrame frame, List<float[][]> inputs) {
        float[][] last = inputs.get(inputs.size() - 1);
        return switch (frame) {
            case EULERIAN -> new MovingFrame(Optional.empty(), last);
            case LAGRANGIAN -> new MovingFrame(Optional.of(MotionField.estimate(inputs)), last);
        };
    }

    /**
     * Moves a field to where it lies at the time of the last input frame.
     *
     * @param field {@code [row][column]}, NaN missing
     * @param lead steps from the last input frame to the field's time, 0 or below for an input
     * @return the moved field: an input continues beyond its edge with the values at the edge, so that no edge looks
     *     like the edge of rain; a target, from which the network learns, is NaN where it came from beyond the edge
     */
    public float[][] enter(float[][] field, int lead) {
        return enter(Collections.singletonList(field), lead).get(0);
    }

    /** As {@link #enter(float[][], int)}, several fields of one time. */
    public List<float[][]> enter(List<float[][]> fields, int lead) {
        Inflow inflow = lead < 0 ? Inflow.EDGE : Inflow.UNKNOWN;
        return motion.filter(moving -> lead != 0)
                .map(moving -> Advection.advect(fields, moving, -lead, inflow))
                .orElse(fields);
    }

    /**
     * Moves a field in this frame to where it lies at its own time. Rain that flows in over the edge takes the value at
     * the edge, if the last input frame had rain there or as near as a first guess may be smoothed; elsewhere nothing
     * flows in.
     *
     * @param field {@code [row][column]}, NaN missing
     * @param lead steps from the last input frame to the field's time
     */
    public float[][] leave(float[][] field, int lead) {
        return leave(Collections.singletonList(field), lead).get(0);
    }

    /** As {@link #leave(float[][], int)}, several fields of one time. */
    public List<float[][]> leave(List<float[][]> fields, int lead) {
        return motion.filter(moving -> lead != 0)
                .map(moving -> Advection.advect(fields, moving, lead, Inflow.whereItRained(last, FirstGuess.WIDEST)))
                .orElse(fields);
    }

    /**
     * As {@link #leave(float[][], int)}, several fields that are read cell by cell.
     *
     * @param fields what is moved
     * @param observed the last input frame as it is seen on the fields' grid: NaN where the result is to be; nothing if the result is wanted
     *     everywhere
     * @param moved out: for each field {@code [row][column]}
     */
    public void leave(CellValues fields, int lead, Optional<float[][]> observed, List<float[][]> moved) {
        MotionField moving = motion.orElseGet(() -> MotionField.uniform(last.length, last[0].length, 0, 0));
        new JointAdvection(fields, moving, Inflow.whereItRained(last, FirstGuess.WIDEST))
                .by(lead, (row, column) -> observed.isEmpty() || !Float.isNaN(observed.get()[row][column]), moved);
    }
}
