package amagumo.server.jobs;

/** A job made of its parts. */
record TestJob(String name, JobPolicy policy, Work work) implements Job {

    /** What it does. */
    @FunctionalInterface
    interface Work {
        JobResult run(AttemptContext attempt) throws Exception;
    }

    static TestJob onRequest(String name, Work work) {
        return new TestJob(name, JobPolicy.onRequest(), work);
    }

    @Override
    public JobResult run(AttemptContext attempt) throws Exception {
        return work.run(attempt);
    }
}
