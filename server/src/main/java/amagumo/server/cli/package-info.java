/** The command line: one command, a class for each subcommand, and what they share. */
package amagumo.server.cli;
