/** How a command communicates with the user: progress, what was skipped, and Ctrl-C. */
package amagumo.server.cli.console;
