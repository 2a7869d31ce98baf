package amagumo.model.train;

/**
 * A sample of a batch as it was drawn.
 *
 * @param window {@code [frame][row][column]} in mm/h at the network's resolution, NaN missing; not to be changed
 * @param stepMinutes time between its frames
 * @param cellKm side of a radar cell
 * @param augmentation how it is laid and scaled
 */
public record Sample(float[][][] window, int stepMinutes, double cellKm, Augmentation augmentation) {}
