package amagumo.ingest.grib;

import java.util.List;

/**
 * What a file holds: the fields of its whole messages, and what else there is.
 *
 * @param fields in the file's order
 * @param damaged a message each that is damaged or of a kind that is not read; none of its fields is among those above
 * @param others octets of no message, in the file's order
 */
public record GribContent(List<GribField> fields, List<MalformedGribException> damaged, List<OtherOctets> others) {

    public GribContent {
        fields = List.copyOf(fields);
        damaged = List.copyOf(damaged);
        others = List.copyOf(others);
    }

    /** The number of octets of no message. */
    public long otherOctets() {
        return others.stream().mapToLong(OtherOctets::length).sum();
    }
}
