package amagumo.server.jobs;

import amagumo.ingest.file.FailureReason;

/**
 * Why an attempt failed.
 *
 * @param thrown by the job
 */
record Failure(Throwable thrown) {

    /** Whether it is a fault of the program, which is found by where it was thrown: everything but what a job says of its data, files or peers. */
    boolean isBug() {
        return thrown.getMessage() == null || thrown instanceof RuntimeException || thrown instanceof Error;
    }

    /** In a sentence without its full stop. */
    String reason() {
        return isBug() ? thrown.toString() : FailureReason.of(thrown);
    }

    /** The innermost cause, as those around it often name the attempt. */
    Throwable cause() {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
