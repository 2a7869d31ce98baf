package amagumo.model.nowcast;

import java.util.Optional;

/**
 * A forecast of rain rates with its probabilities.
 *
 * @param nowcast the rain rates
 * @param exceedance the probabilities of the same times and cells; nothing if the nowcaster gives none
 */
public record NowcastAndExceedance(Nowcast nowcast, Optional<Exceedance> exceedance) {}
