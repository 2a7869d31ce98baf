/** Why the paper's network does not reach the paper's accuracy on 10-minute 1 km data: {@code bench/skill/question.sh}. */
package amagumo.bench.question;
