package amagumo.server.jobs;

/**
 * Something that the server does by itself, by calling one use case. A run of it is for a nominal time, such as the base
 * time of a forecast, and for each one run at a time is under way, on whatever server. A run may be interrupted and begun
 * again, at any moment: it must leave what a later one can go on from.
 */
public interface Job {

    /** Its name, lower-case, by which commands and addresses call it. */
    String name();

    /** When it runs, and what happens where that fails. */
    JobPolicy policy();

    /**
     * Runs once. What it logs goes to the attempt's own log too.
     *
     * @throws LeaseLostException if another server has taken the run over
     * @throws InterruptedException if the attempt is to stop
     * @throws Exception if it failed; the message says why to an operator. It may be tried again
     */
    JobResult run(AttemptContext attempt) throws Exception;
}
