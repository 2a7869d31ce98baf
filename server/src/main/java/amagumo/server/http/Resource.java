package amagumo.server.http;

/** A kind of thing that the server answers about, and the addresses under which it does. */
@FunctionalInterface
public interface Resource {

    /** Registers the addresses, once, before the server listens. */
    void addTo(Routes routes);
}
