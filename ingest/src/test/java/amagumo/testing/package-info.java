/** What the tests of all modules share; a jar of its own, which no program ever sees. */
package amagumo.testing;
