package amagumo.server.jobs.task;

import amagumo.model.evaluation.gate.GateDecision;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.registry.Alias;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.Promotion;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges the challenger, and lets it serve if it is better. */
public final class PromoteJob implements Job {

    /** The job's name. */
    public static final String NAME = "promote";

    /** A window takes some seconds, and in the 60 days that are judged by at default at most some 900 of them have room. */
    private static final Duration EXPECTED = Duration.ofHours(2);

    private static final Logger LOG = LoggerFactory.getLogger(PromoteJob.class);

    private final ModelRegistry registry;
    private final Promotion promotion;

    public PromoteJob(ModelRegistry registry, Promotion promotion) {
        this.registry = registry;
        this.promotion = promotion;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** {@inheritDoc} Where the training or somebody asks for it. */
    @Override
    public JobPolicy policy() {
        return JobPolicy.onRequest().withExpected(EXPECTED);
    }

    @Override
    public JobResult run(AttemptContext attempt) throws Exception {
        Optional<Long> challenger = registry.aliases().of(Alias.CHALLENGER);
        if (challenger.isEmpty()) {
            return JobResult.skipped("there is no challenger to judge");
        }
        Optional<GateDecision> decision = promotion.run(
                attempt.nominalTime(),
                "job promote, attempt " + attempt.number(),
                attempt::store,
                () -> !attempt.mustStop(),
                LOG::info);
        String sentence = decision.map(made -> Promotion.sentence(made, challenger.get()))
                .orElseThrow(() -> new InterruptedException("stopped before it was decided"));
        attempt.setParameter("last-decision", sentence);
        return JobResult.succeeded(sentence);
    }
}
