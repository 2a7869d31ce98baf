package amagumo.model.evaluation.gate;

/** The scores that the decision is based on. */
public enum GateScore {
    /** The challenger's mean squared error as a share of the opponent's: lower is better, 1 is a draw. */
    MSE_RATIO {
        @Override
        double of(SumsByLead challenger, SumsByLead opponent) {
            return challenger.mse() / opponent.mse();
        }

        @Override
        boolean beats(Interval interval, double bound) {
            return interval.high() <= bound;
        }
    },
    /** By how much the challenger's CSI at 1 mm/h is above the opponent's: higher is better, 0 is a draw. */
    CSI_GAIN {
        @Override
        double of(SumsByLead challenger, SumsByLead opponent) {
            return challenger.csi() - opponent.csi();
        }

        @Override
        boolean beats(Interval interval, double bound) {
            return interval.low() >= bound;
        }
    };

    abstract double of(SumsByLead challenger, SumsByLead opponent);

    /** Whether the whole interval is on the better side of a bound. */
    abstract boolean beats(Interval interval, double bound);
}
