/** The jobs: a thin class each, which calls one use case. */
package amagumo.server.jobs.task;
