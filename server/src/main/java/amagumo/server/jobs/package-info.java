/**
 * What the server does by itself: jobs, when they run, each of their attempts with its log, and what they leave for their
 * next run. db-scheduler says which server does what and when; a lease says who may store its result.
 */
package amagumo.server.jobs;
