package amagumo.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Why a request has no answer, as RFC 9457 writes it.
 *
 * @param type {@code about:blank}: the status says what kind of problem it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong with this request, in words that are ours; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    Problem(int status, String title, String detail) {
        this("about:blank", title, status, detail);
    }
}
