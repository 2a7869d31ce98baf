package amagumo.ingest.grib;

import java.util.List;

/**
 * What a file holds: the fields of its intact messages, and everything else.
 *
 * @param fields in the file's order
 * @param damaged one entry for each message that is damaged or of an unsupported kind; none of its fields is among
 *     those above
 * @param others octets that belong to no message, in the file's order
 */
public record GribContent(List<GribField> fields, List<MalformedGribException> damaged, List<OtherOctets> others) {

    public GribContent {
        fields = List.copyOf(fields);
        damaged = List.copyOf(damaged);
        others = List.copyOf(others);
    }

    /** The number of octets that belong to no message. */
    public long otherOctets() {
        return others.stream().mapToLong(OtherOctets::length).sum();
    }
}
