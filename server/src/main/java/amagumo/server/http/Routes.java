package amagumo.server.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The addresses that the server answers. What goes for all of them is here, so that no resource can forget it. */
public final class Routes {

    /** The address of the events, whose answers go on as long as somebody listens: they take no place among other requests. */
    public static final String EVENTS = "/api/v1/events";

    /** The address that files are brought to: the body may be larger than others, and has a bound of its own. */
    public static final String PREDICT = "/api/v1/predict";

    private final JavalinConfig config;
    private final Body body;
    private final Map<String, Set<String>> parameters = new TreeMap<>();

    /**
     * @param requestTime how long the body of a request may take
     */
    public Routes(JavalinConfig config, Duration requestTime) {
        this.config = config;
        this.body = new Body(requestTime);
    }

    /** The query parameters that may be given, by method and path; doors are not among them, as they refuse none. */
    public Map<String, Set<String>> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Answers a request that changes something. */
    @FunctionalInterface
    public interface Change {

        /**
         * @param body of the request
         */
        void handle(Context context, byte[] body) throws Exception;
    }

    /** Answers a request with a large body, which it reads itself once there is room for it. */
    @FunctionalInterface
    public interface LargeChange {
        void handle(Context context, LargeBody body) throws Exception;
    }

    /** The body of a request that was not read yet. */
    @FunctionalInterface
    public interface LargeBody {

        /**
         * Reads all of it, once.
         *
         * @throws ProblemException if it is too large, takes too long or is incomplete
         */
        byte[] read();
    }

    /**
     * Answers GET, and HEAD in the same way without the body, to whoever may read; if everybody may, to pages of other sites too,
     * which ask by OPTIONS.
     *
     * @param path with its parameters in braces
     * @param parameters the query parameters that may be given, once each; any other is refused with status 400
     */
    public void get(String path, Set<String> parameters, Handler handler) {
        getOfReaders(path, Access.READ, checked("GET " + path, parameters, handler));
    }

    /**
     * Does the same at an address of another service's, whose clients may add query parameters that mean nothing here, such as
     * a key of theirs: none is refused, but for keys while reading needs one.
     */
    public void getAsDoor(String path, Handler handler) {
        getOfReaders(path, Access.DOOR, handler);
    }

    private void getOfReaders(String path, Access access, Handler handler) {
        Handler open = context -> {
            OtherSites.admit(context);
            handler.handle(context);
        };
        config.routes.get(path, open, access);
        config.routes.head(path, open, access); // else Javalin answers 200 without asking
        config.routes.options(path, OtherSites::answerOptions, access);
    }

    /** Answers GET and HEAD to everybody, always, and takes no parameters. */
    public void getOpenly(String path, Handler handler) {
        get(path, Set.of(), handler, Access.OPEN);
    }

    /** Answers GET and HEAD to who looks after the server. Its parameters are as those of {@link #get}. */
    public void getForOperations(String path, Set<String> parameters, Handler handler) {
        get(path, parameters, handler, Access.OPERATIONS);
    }

    /** As {@link #getForOperations}, where the answer has secrets: where whoever may read may look, this is not for them. */
    public void getConfidentially(String path, Set<String> parameters, Handler handler) {
        get(path, parameters, handler, Access.CONFIDENTIAL);
    }

    /** Answers POST to who has a token. Its parameters are as those of {@link #get}. */
    public void post(String path, Set<String> parameters, Change change) {
        config.routes.post(path, changing("POST " + path, parameters, change), Access.WRITE);
    }

    /**
     * Answers POST to who has a token.
     *
     * @param mostOctets how large the body may be; larger than other bodies at {@link #PREDICT} alone
     */
    public void post(String path, Set<String> parameters, int mostOctets, LargeChange change) {
        config.routes.post(path, changing("POST " + path, parameters, mostOctets, change), Access.WRITE);
    }

    /** Answers POST to whoever may read, as it changes nothing. */
    public void postOfReaders(String path, Set<String> parameters, int mostOctets, LargeChange change) {
        config.routes.post(path, changing("POST " + path, parameters, mostOctets, change), Access.READ);
    }

    /** Answers PUT to who has a token. Its parameters are as those of {@link #get}. */
    public void put(String path, Set<String> parameters, Change change) {
        config.routes.put(path, changing("PUT " + path, parameters, change), Access.WRITE);
    }

    /** Answers DELETE to who has a token. Its parameters are as those of {@link #get}. */
    public void delete(String path, Set<String> parameters, Change change) {
        config.routes.delete(path, changing("DELETE " + path, parameters, change), Access.WRITE);
    }

    /** Answers with a status and the exception's message where something throws it, whose messages clients may read. */
    public <E extends Exception> void explain(Class<E> type, HttpStatus status) {
        config.routes.exception(type, (e, context) -> Problems.answer(context, status, e.getMessage()));
    }

    /**
     * Answers {@code /} with the files of a directory of the class path. Browsers keep them, but ask each time whether
     * they changed, so that a new version shows at once.
     */
    public void files(String directory) {
        config.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = directory;
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "no-cache", "Vary", "Accept-Encoding");
            files.roles = Set.of(Access.READ);
        });
    }

    private void get(String path, Set<String> parameters, Handler handler, Access access) {
        Handler checked = checked("GET " + path, parameters, handler);
        config.routes.get(path, checked, access);
        config.routes.head(path, checked, access); // else Javalin answers 200 without asking
    }

    private Handler changing(String route, Set<String> allowed, Change change) {
        return changing(route, allowed, Body.MOST_OCTETS, (context, unread) -> change.handle(context, unread.read()));
    }

    private Handler changing(String route, Set<String> allowed, int mostOctets, LargeChange change) {
        return checked(route, allowed, context -> change.handle(context, () -> body.read(context, mostOctets)));
    }

    /**
     * @param route the method and the path
     */
    private Handler checked(String route, Set<String> allowed, Handler handler) {
        parameters.put(route, allowed);
        return context -> {
            Parameters.allowOnly(context, allowed);
            handler.handle(context);
        };
    }
}
