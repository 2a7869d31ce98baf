package amagumo.server.inspect;

import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.grib.GribContent;
import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.jma.FieldGroups;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code inspect} shows of one file.
 *
 * @param frames the frames of its intact messages, in the file's order; empty if all are damaged
 * @param damaged one entry for each message or frame that could not be read
 * @param others octets that belong to no message
 */
public record InspectedFile(
        List<InspectedFrame> frames, List<MalformedGribException> damaged, List<OtherOctets> others) {

    /**
     * How to look at frames.
     *
     * @param singly whether to show the blocks of a 250 m file one by one
     * @param means whether to look at 250 m files as means on the 1 km grid
     * @param digest whether to digest the values
     */
    public record View(boolean singly, boolean means, boolean digest) {}

    /**
     * Looks at a whole file.
     *
     * @throws MalformedGribException if no message is intact, saying what is wrong with the first one
     */
    public static InspectedFile of(NamedFile file, View view) throws MalformedGribException {
        GribContent content = GribReader.readMessages(file.label(), file.bytes());
        List<InspectedFrame> frames = new ArrayList<>();
        List<MalformedGribException> damaged = new ArrayList<>(content.damaged());
        List<List<GribField>> groups =
                view.singly ? content.fields().stream().map(List::of).toList() : FieldGroups.of(content.fields());
        for (List<GribField> group : groups) {
            try {
                frames.add(frame(file, group, view));
            } catch (MalformedGribException e) {
                damaged.add(e);
            }
        }
        return new InspectedFile(frames, damaged, content.others());
    }

    private static InspectedFrame frame(NamedFile file, List<GribField> group, View view)
            throws MalformedGribException {
        if (group.size() == 1) {
            return InspectedFrame.ofField(file, group.get(0), view.digest);
        }
        return view.means
                ? InspectedFrame.ofMeans(file, group, view.digest)
                : InspectedFrame.ofBlocks(file, group, view.digest);
    }
}
