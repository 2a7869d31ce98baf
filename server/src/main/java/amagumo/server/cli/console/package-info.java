/** How a command talks to who typed it: progress, what was skipped, and Ctrl-C. */
package amagumo.server.cli.console;
