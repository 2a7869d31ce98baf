package amagumo.ingest.jma;

import amagumo.ingest.grib.GribField;
import java.util.ArrayList;
import java.util.List;

/** Tells which fields of a file are blocks of one frame and which stand alone. */
public final class FieldGroups {

    private FieldGroups() {}

    /**
     * Groups fields: those of one message that follow one another, show the same product at the same time and lie on
     * different grids form one frame in blocks; every other field is a group of its own.
     *
     * @param fields the fields of one file, in its order
     * @return the same fields in the same order, no group empty
     */
    public static List<List<GribField>> of(List<GribField> fields) {
        List<List<GribField>> groups = new ArrayList<>();
        for (GribField field : fields) {
            List<GribField> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
            if (!last.isEmpty() && sameFrame(last.get(last.size() - 1), field)) {
                last.add(field);
            } else {
                groups.add(new ArrayList<>(List.of(field)));
            }
        }
        return groups;
    }

    private static boolean sameFrame(GribField a, GribField b) {
        return a.message() == b.message()
                && a.product().template() == b.product().template()
                && a.product().category() == b.product().category()
                && a.product().parameter() == b.product().parameter()
                && a.product().intervalMinutes() == b.product().intervalMinutes()
                && a.validTime().equals(b.validTime())
                && !a.grid().sameCellsAs(b.grid());
    }
}
