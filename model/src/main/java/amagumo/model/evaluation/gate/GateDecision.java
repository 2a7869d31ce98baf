package amagumo.model.evaluation.gate;

import java.util.List;

/** What became of a challenger. */
public sealed interface GateDecision {

    /** It beat every opponent in every score, by the margins asked for. */
    record Promote(List<Comparison> comparisons) implements GateDecision {
        public Promote {
            comparisons = List.copyOf(comparisons);
        }

        @Override
        public String reason() {
            return "it beats " + String.join(" and ", opponents(comparisons));
        }
    }

    /**
     * It did not.
     *
     * @param comparisons all of them
     */
    record Keep(List<Comparison> comparisons) implements GateDecision {
        public Keep {
            comparisons = List.copyOf(comparisons);
        }

        /** {@inheritDoc} Those comparisons that it did not win. */
        @Override
        public String reason() {
            return comparisons.stream()
                    .filter(comparison -> !comparison.beaten())
                    .map(Comparison::toString)
                    .reduce((first, second) -> first + "; " + second)
                    .orElseThrow();
        }
    }

    /** There is too little to decide by. */
    record NoDecision(String reason) implements GateDecision {
        @Override
        public List<Comparison> comparisons() {
            return List.of();
        }
    }

    /** Why, as a sentence about the challenger without its full stop. */
    String reason();

    /** All that was compared, opponent by opponent. */
    List<Comparison> comparisons();

    private static List<String> opponents(List<Comparison> comparisons) {
        return comparisons.stream().map(Comparison::opponent).distinct().toList();
    }
}
