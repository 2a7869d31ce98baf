package amagumo.ingest.store;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;

/**
 * One message of a store: the frame of its time at the moment it was looked up. It stays readable and unchanged when
 * its time is replaced or removed. Two are equal if they are the same message.
 */
public final class StoredFrame {

    private final DayFile day;
    private final StoredMessage message;

    StoredFrame(DayFile day, StoredMessage message) {
        this.day = day;
        this.message = message;
    }

    /** When the frame is valid: the end of its interval, UTC. */
    public Instant validTime() {
        return message.validTime();
    }

    /** The share of the non-missing cells at 0.5 mm/h or more, 0 to 1; 0 where all are missing. */
    public float wetFraction() {
        return message.wetFraction();
    }

    /** Length of the message in octets. */
    public int octets() {
        return message.length();
    }

    /**
     * The GRIB2 message as it is stored.
     *
     * @throws MalformedGribException if it has been damaged since it was stored
     */
    public byte[] message() throws IOException {
        try (FileChannel channel = FileChannel.open(day.file(), StandardOpenOption.READ)) {
            byte[] bytes = Disk.read(channel, message.offset(), message.length());
            if (!message.matches(bytes)) {
                throw damage();
            }
            return bytes;
        }
    }

    /**
     * Decodes the frame.
     *
     * @throws MalformedGribException if its message has been damaged since it was stored
     */
    public VersionedFrame read() throws IOException {
        byte[] bytes = message();
        return new VersionedFrame(
                FrameVersion.of(bytes),
                GribReader.read(day.file().toString(), bytes).get(0).frame());
    }

    /**
     * Decodes part of the frame.
     *
     * @throws MalformedGribException if its message has been damaged since it was stored
     * @throws IllegalArgumentException if the box is not inside the grid
     */
    public RadarFrame read(CellBox box) throws IOException {
        return GribReader.read(day.file().toString(), message()).get(0).frame(box);
    }

    /**
     * The version of the content; the message is read for it.
     *
     * @throws MalformedGribException if its message has been damaged since it was stored
     */
    public FrameVersion version() throws IOException {
        return FrameVersion.of(message());
    }

    DayFile day() {
        return day;
    }

    /** What is wrong with a message that does not match its checksum. */
    MalformedGribException damage() {
        return new MalformedGribException(
                day.file().toString(),
                message.offset(),
                "the message of %s does not match its checksum".formatted(message.validTime()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredFrame frame && day.equals(frame.day) && message.equals(frame.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(day, message);
    }

    @Override
    public String toString() {
        return "StoredFrame[%s, %s, offset %d]".formatted(message.validTime(), day.file(), message.offset());
    }
}
