package amagumo.server.outgoing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

/** Takes an answer as it comes and fails, the connection closed, as soon as its body is larger than it may be. */
final class CappedAnswer implements Response.Listener {

    private final int maxOctets;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    CappedAnswer(int maxOctets) {
        this.maxOctets = maxOctets;
    }

    /** Done with the whole answer, or with why there is none. */
    CompletableFuture<Answer> answer() {
        return answer;
    }

    @Override
    public void onContent(Response response, ByteBuffer content) {
        if (content.remaining() > maxOctets - octets.size()) {
            IOException tooLarge = new IOException("the answer is larger than %d octets".formatted(maxOctets));
            answer.completeExceptionally(tooLarge);
            response.abort(tooLarge);
            return;
        }
        byte[] part = new byte[content.remaining()];
        content.get(part);
        octets.writeBytes(part);
    }

    @Override
    public void onComplete(Result result) {
        if (result.isFailed()) {
            answer.completeExceptionally(result.getFailure());
        } else {
            Response response = result.getResponse();
            answer.complete(
                    new Answer(response.getStatus(), response.getHeaders().asImmutable(), octets.toByteArray()));
        }
    }
}
