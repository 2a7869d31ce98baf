package amagumo.server.api;

import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Requester;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import amagumo.server.jobs.JobControl;
import amagumo.server.jobs.JobListing.AttemptPage;
import amagumo.server.jobs.RefusedParametersException;
import amagumo.server.jobs.RefusedRequestException;
import amagumo.server.jobs.Run;
import amagumo.server.jobs.UnknownJobException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The jobs: how they stand, the values that their runs leave, and what they are asked to do. */
final class JobResource implements Resource {

    private static final String PATH = Api.V1 + "/jobs/{job}";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST_LETTERS = 10_000;
    private static final String NAME = "[A-Za-z0-9._-]{1,100}";

    private final JobControl jobs;
    private final int mostAttempts;

    /**
     * @param mostAttempts how many attempts a page has at most, at least 1
     */
    JobResource(JobControl jobs, int mostAttempts) {
        this.jobs = jobs;
        this.mostAttempts = mostAttempts;
    }

    /** What is asked for: a run. Null is what the job decides. */
    private record RunRequest(String at, Map<String, Object> parameters) {}

    /** What is asked for: the runs of a range. */
    private record BackfillRequest(String from, String until) {}

    /** Why a job is to pause; null is no reason. */
    private record PauseRequest(String reason) {}

    /** Nothing is said. */
    private record Nothing() {}

    /** A value beside those that runs leave. */
    private record NewValue(String value) {}

    /**
     * A run that was asked for.
     *
     * @param nominalTime what it is for
     * @param attemptsUrl where its attempts will be
     */
    record RequestedRun(String job, String nominalTime, String attemptsUrl) {}

    /** The values of a job. */
    record Values(Map<String, String> parameters) {}

    @Override
    public void addTo(Routes routes) {
        routes.explain(UnknownJobException.class, HttpStatus.NOT_FOUND);
        routes.explain(RefusedParametersException.class, HttpStatus.BAD_REQUEST);
        routes.explain(RefusedRequestException.class, HttpStatus.CONFLICT);
        routes.getForOperations(Api.V1 + "/jobs", Set.of(), context -> Json.answerOnce(context, jobs.jobs()));
        routes.getForOperations(PATH + "/attempts", Set.of("limit", "before"), this::attempts);
        routes.getForOperations(
                PATH + "/parameters",
                Set.of(),
                context -> Json.answerOnce(context, new Values(jobs.parameters(job(context)))));
        routes.put(PATH + "/parameters/{parameter}", Set.of(), this::setParameter);
        routes.post(PATH + "/run", Set.of(), this::run);
        routes.post(PATH + "/backfill", Set.of(), this::backfill);
        routes.delete(PATH + "/backfill", Set.of(), this::cancelBackfills);
        routes.post(PATH + "/pause", Set.of(), this::pause);
        routes.post(PATH + "/resume", Set.of(), this::resume);
    }

    private void attempts(Context context) throws IOException {
        int limit = Parameters.whole(context, "limit", 1, mostAttempts).orElse(Math.min(DEFAULT_LIMIT, mostAttempts));
        OptionalLong before = Parameters.serial(context, "before");
        Json.answerOnce(context, AttemptPage.of(jobs.attempts(job(context), before, limit + 1), limit));
    }

    private void setParameter(Context context, byte[] body) throws IOException {
        String name = parameter(context.pathParam("parameter"));
        jobs.setParameter(
                job(context),
                name,
                value("value", Json.read(body, NewValue.class).value()));
        context.status(HttpStatus.NO_CONTENT);
    }

    private void run(Context context, byte[] body) throws IOException {
        RunRequest request = Json.read(body, RunRequest.class);
        Optional<Instant> at = Optional.ofNullable(request.at()).map(text -> Times.parseIso("at", text));
        Map<String, String> parameters = new TreeMap<>();
        if (request.parameters() != null) {
            request.parameters().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        }
        Run run =
                jobs.run(job(context), at, Requester.name(context), parameters).run();
        context.status(HttpStatus.ACCEPTED);
        Json.answerOnce(
                context,
                new RequestedRun(
                        run.job(), run.nominalTime().toString(), "%s/jobs/%s/attempts".formatted(Api.V1, run.job())));
    }

    private void backfill(Context context, byte[] body) throws IOException {
        BackfillRequest request = Json.read(body, BackfillRequest.class);
        Instant from = Times.parseIso("from", text("from", request.from()));
        Instant until = Times.parseIso("until", text("until", request.until()));
        if (until.isBefore(from)) {
            throw ProblemException.badRequest("'until' is before 'from'");
        }
        jobs.backfill(job(context), from, until, Requester.name(context));
        context.status(HttpStatus.ACCEPTED);
    }

    private void cancelBackfills(Context context, byte[] body) throws IOException, InterruptedException {
        jobs.cancelBackfills(job(context));
        context.status(HttpStatus.NO_CONTENT);
    }

    private void pause(Context context, byte[] body) throws IOException {
        String reason = Json.read(body, PauseRequest.class).reason();
        jobs.pause(job(context), Requester.name(context), reason == null ? "" : value("reason", reason));
        context.status(HttpStatus.NO_CONTENT);
    }

    private void resume(Context context, byte[] body) throws IOException {
        Json.read(body, Nothing.class);
        jobs.resume(job(context));
        context.status(HttpStatus.NO_CONTENT);
    }

    private static String job(Context context) {
        return context.pathParam("job");
    }

    private static String parameter(String name) {
        if (!name.matches(NAME)) {
            throw ProblemException.badRequest(
                    "a parameter's name is of 1 to 100 letters, digits, dots, hyphens and underscores");
        }
        return name;
    }

    private static String value(String name, String value) {
        if (text(name, value).length() > MOST_LETTERS) {
            throw ProblemException.badRequest("'%s' has %d letters at most".formatted(name, MOST_LETTERS));
        }
        return value;
    }

    private static String text(String name, String value) {
        if (value == null) {
            throw ProblemException.badRequest("the body lacks the field '%s'".formatted(name));
        }
        return value;
    }
}
