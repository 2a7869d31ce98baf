package amagumo.server.forecast.file;

import java.time.Duration;

/**
 * How long forecasts are kept.
 *
 * @param age how long after they were made
 * @param octets how much all of them may take on the disk; the oldest base times go first
 */
public record Retention(Duration age, long octets) {}
