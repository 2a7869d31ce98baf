/** How good a nowcast was: contingency tables, errors, correlation and fractions skill score per lead time. */
package amagumo.model.verification;
