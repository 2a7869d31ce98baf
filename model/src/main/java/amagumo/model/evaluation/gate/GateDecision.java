package amagumo.model.evaluation.gate;

import java.util.List;

/** The decision about a challenger. */
public sealed interface GateDecision {

    /** It beat every opponent in every score, by the margins asked for. */
    record Promote(List<Comparison> comparisons) implements GateDecision {
        public Promote {
            comparisons = List.copyOf(comparisons);
        }

        @Override
        public String reason() {
            return "it meets the margins against " + String.join(" and ", opponents(comparisons));
        }
    }

    /**
     * It did not beat every opponent.
     *
     * @param comparisons all comparisons
     */
    record Keep(List<Comparison> comparisons) implements GateDecision {
        public Keep {
            comparisons = List.copyOf(comparisons);
        }

        /** {@inheritDoc} It lists the comparisons that were not won. */
        @Override
        public String reason() {
            return comparisons.stream()
                    .filter(comparison -> !comparison.beaten())
                    .map(Comparison::toString)
                    .reduce((first, second) -> first + "; " + second)
                    .orElseThrow();
        }
    }

    /** There is too little evidence to decide. */
    record NoDecision(String reason) implements GateDecision {
        @Override
        public List<Comparison> comparisons() {
            return List.of();
        }
    }

    /** Why, as a sentence about the challenger without its full stop. */
    String reason();

    /** All comparisons, opponent by opponent. */
    List<Comparison> comparisons();

    private static List<String> opponents(List<Comparison> comparisons) {
        return comparisons.stream().map(Comparison::opponent).distinct().toList();
    }
}
