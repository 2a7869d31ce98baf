package amagumo.model.train;

/**
 * A sample of a batch, as drawn.
 *
 * @param window {@code [frame][row][column]} in mm/h at the network's resolution, NaN missing; must not be changed
 * @param stepMinutes time between its frames
 * @param cellKm side of a radar cell
 * @param augmentation how it is flipped, turned and scaled
 */
public record Sample(float[][][] window, int stepMinutes, double cellKm, Augmentation augmentation) {}
