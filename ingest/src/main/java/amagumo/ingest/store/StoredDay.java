package amagumo.ingest.store;

import java.time.LocalDate;

/**
 * A day of a store.
 *
 * @param day on which its frames are valid, UTC
 * @param octets that it takes of the disk
 */
public record StoredDay(LocalDate day, long octets) {}
