package amagumo.model.nowcast;

import java.util.List;
import java.util.function.IntFunction;

/** The fields of leads that are computed when asked for; those of the last one asked for are kept, to be given again. */
final class LastLead {

    private final IntFunction<List<float[][]>> leads;
    private int lead;
    private List<float[][]> fields = List.of();

    LastLead(IntFunction<List<float[][]>> leads) {
        this.leads = leads;
    }

    /** The fields of a lead, 1 and up. */
    synchronized List<float[][]> fields(int lead) {
        if (this.lead != lead) {
            fields = leads.apply(lead);
            this.lead = lead;
        }
        return fields;
    }
}
