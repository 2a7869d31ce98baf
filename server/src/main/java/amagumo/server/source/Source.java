package amagumo.server.source;

import java.io.IOException;

/**
 * Where frames of one store come from. A source has no thread: whoever schedules it polls it, one poll at a time.
 * What is new follows from what the store holds; a record that a source keeps beside it saves work, and loses nothing when lost.
 */
public interface Source {

    /**
     * Looks once for frames that the store does not have, and stores a bounded number of them.
     *
     * @return what it did; {@link PollResult#remaining} says whether there is more to bring at once
     * @throws IOException if the source cannot be reached or answers as it should not, or the store cannot be written; what
     *     was stored before stays
     * @throws InterruptedException if the thread is interrupted
     */
    PollResult poll() throws IOException, InterruptedException;
}
