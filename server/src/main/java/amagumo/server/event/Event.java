package amagumo.server.event;

/**
 * Something that happened.
 *
 * @param id counts up over all kinds and all servers on a database; some numbers are left out
 * @param kind what it tells of
 * @param subject what it happened to: there is one event of a kind and subject
 * @param content what there is to know, a JSON object in one line
 */
public record Event(long id, EventKind kind, String subject, String content) {}
