package amagumo.server.destination;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The state of every delivery, in the database. For several threads and processes at once. */
public final class Deliveries {

    private static final int MAX_REASON = 1000;

    private final Jdbi jdbi;

    public Deliveries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes a delivery that is to be made; one that is known already stays as it is. */
    static void want(Handle handle, ForecastId forecast, String destination, String format, Instant now) {
        handle.createUpdate(
                        """
                        insert into deliveries
                          (forecast, destination, format, base_time, state, attempts, moment, reason)
                        values (:forecast, :destination, :format, :baseTime, 'waiting', 0, :now, '')
                        on conflict do nothing""")
                .bind("forecast", forecast.key())
                .bind("destination", destination)
                .bind("format", format)
                .bind("baseTime", forecast.baseTime().toEpochMilli())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** What became of an attempt. Two that were made at once count as one. */
    static void note(Handle handle, Delivery attempted) {
        handle.createUpdate(
                        """
                        update deliveries
                        set state = :state, attempts = :attempts, moment = :moment, reason = :reason
                        where forecast = :forecast and destination = :destination and format = :format
                          and state = 'waiting'""")
                .bind("state", name(attempted.state()))
                .bind("attempts", attempted.attempts())
                .bind("moment", attempted.moment().toEpochMilli())
                .bind("reason", shortened(attempted.reason()))
                .bind("forecast", attempted.forecast().key())
                .bind("destination", attempted.destination())
                .bind("format", attempted.format())
                .execute();
    }

    /**
     * Gives up what was to be made of a base time.
     *
     * @param but the forecast whose deliveries go on, if there is one: another one has taken the others' place
     */
    static void giveUp(Handle handle, Instant baseTime, Optional<ForecastId> but, Instant now, String reason) {
        handle.createUpdate(
                        """
                        update deliveries set state = 'failed', moment = :now, reason = :reason
                        where base_time = :baseTime and forecast <> :but and state = 'waiting'""")
                .bind("baseTime", baseTime.toEpochMilli())
                .bind("but", but.map(ForecastId::key).orElse(""))
                .bind("now", now.toEpochMilli())
                .bind("reason", reason)
                .execute();
    }

    /** Forgets the deliveries of a base time that were still to be made. */
    static void forget(Handle handle, Instant baseTime) {
        handle.createUpdate("delete from deliveries where base_time = :baseTime and state = 'waiting'")
                .bind("baseTime", baseTime.toEpochMilli())
                .execute();
    }

    /** The deliveries of a forecast. */
    public List<Delivery> of(ForecastId forecast) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from deliveries where forecast = :forecast order by destination, format")
                .bind("forecast", forecast.key())
                .map((RowView row) -> delivery(row))
                .list());
    }

    /** Forecasts of which a delivery is due, oldest first. */
    List<ForecastId> due(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select distinct base_time, forecast from deliveries
                        where state = 'waiting' and moment <= :now order by base_time, forecast""")
                .bind("now", now.toEpochMilli())
                .map((RowView row) -> ForecastId.of(row.getColumn("forecast", String.class)))
                .list());
    }

    /** Forgets the deliveries of forecasts from before a time. */
    public void forgetBefore(Instant baseTime) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from deliveries where base_time < :time")
                .bind("time", baseTime.toEpochMilli())
                .execute());
    }

    private static Delivery delivery(RowView row) {
        return new Delivery(
                ForecastId.of(row.getColumn("forecast", String.class)),
                row.getColumn("destination", String.class),
                row.getColumn("format", String.class),
                Delivery.State.valueOf(row.getColumn("state", String.class).toUpperCase(Locale.ROOT)),
                row.getColumn("attempts", Integer.class),
                Instant.ofEpochMilli(row.getColumn("moment", Long.class)),
                row.getColumn("reason", String.class));
    }

    private static String name(Delivery.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String reason) {
        return reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }
}
