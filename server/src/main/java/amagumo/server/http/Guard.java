package amagumo.server.http;

import amagumo.server.config.HttpServerSettings;
import amagumo.server.config.HttpServerSettings.Operations;
import amagumo.server.config.HttpServerSettings.Read;
import amagumo.server.config.SecretFile;
import amagumo.server.http.limit.Client;
import amagumo.server.http.limit.Clients;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets requests through to what they may ask for. A route that does not say who may ask is for nobody but who has a token. */
final class Guard {

    /** Set on requests whose answers are not for everybody, so no cache between may share them. */
    private static final String PRIVATE = "amagumo.private";

    /** Set on all requests: whether who asks may ask for what is for operations. */
    static final String OPERATOR = "amagumo.operator";

    private static final Set<String> NAMES_OF_SECRETS =
            Set.of("token", "access_token", "key", "api_key", "apikey", "api-key", "authorization", "password");

    private static final String BEARER = "Bearer realm=\"amagumo\"";
    private static final String BASIC = "Basic realm=\"amagumo\", charset=\"UTF-8\"";

    private final boolean readByKey;
    private final Operations operations;
    private final String host;
    private final Secrets keys;
    private final Secrets tokens;

    private Guard(boolean readByKey, Operations operations, String host, Secrets keys, Secrets tokens) {
        this.readByKey = readByKey;
        this.operations = operations;
        this.host = host;
        this.keys = keys;
        this.tokens = tokens;
    }

    /**
     * Reads keys and tokens from their files.
     *
     * @throws IOException if a file cannot be read, or others may read it, in a sentence
     */
    static Guard of(HttpServerSettings settings) throws IOException {
        return new Guard(
                settings.read() == Read.KEY,
                settings.operations(),
                settings.host().toLowerCase(Locale.ROOT),
                settings.read() == Read.KEY ? secrets(settings.keyFile()) : new Secrets(List.of()),
                secrets(settings.tokenFile()));
    }

    private static Secrets secrets(Optional<Path> file) throws IOException {
        return new Secrets(file.isPresent() ? SecretFile.tokens(file.get()) : List.of());
    }

    /** Whether an answer is for who asked alone. */
    static boolean isPrivate(Context context) {
        return context.attribute(PRIVATE) != null;
    }

    /** Refuses secrets in addresses: these are written to logs, histories and the header {@code Referer}. */
    private static void refuseSecretsInAddress(Context context) {
        for (String name : context.queryParamMap().keySet()) {
            if (NAMES_OF_SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
                throw ProblemException.badRequest(
                        "a key or token belongs in the header Authorization, never in an address");
            }
        }
    }

    /**
     * Refuses who may not ask for a route, or has a secret in the address.
     *
     * @throws ProblemException status 400 for the latter, 401 if who asks must say who it is, 403 if nobody can
     */
    void admit(Context context) {
        context.attribute(CompletedRequests.ROUTE, route(context));
        Access route = needed(context.routeRoles());
        if (route != Access.DOOR || readByKey) {
            refuseSecretsInAddress(context);
        }
        Access needed = route == Access.DOOR ? Access.READ : route;
        Optional<Credentials> credentials = Credentials.parse(context.header("Authorization"));
        boolean isOperator = hasToken(credentials) || mayLook(context, credentials);
        context.attribute(OPERATOR, isOperator);
        boolean admitted =
                switch (needed) {
                    case OPEN -> true;
                    case READ, DOOR -> !readByKey || hasKey(credentials) || hasToken(credentials);
                    case OPERATIONS -> isOperator;
                    case CONFIDENTIAL -> operations == Operations.READ ? hasToken(credentials) : isOperator;
                    case WRITE -> hasToken(credentials);
                };
        if (!admitted) {
            boolean byKey = operations == Operations.READ && readByKey && !gaveToken(credentials);
            throw refused(
                    context, needed == Access.OPERATIONS && byKey ? Access.READ : needed, credentials.isPresent());
        }
        if (needed != Access.OPEN && (needed != Access.READ || readByKey)) {
            context.attribute(PRIVATE, Boolean.TRUE);
        }
    }

    /** Whether who has no token may ask how the server is. Whoever gives one that is not known is told so. */
    private boolean mayLook(Context context, Optional<Credentials> credentials) {
        return switch (operations) {
            case LOCAL -> isHere(context) && !gaveToken(credentials);
            case READ -> readByKey ? hasKey(credentials) : !gaveToken(credentials);
            case TOKEN -> false;
        };
    }

    private static String route(Context context) {
        Endpoint matched = context.endpoints().matchedHttpEndpoint();
        return matched == null || matched.path.isEmpty() ? "files" : matched.path;
    }

    private static Access needed(Set<RouteRole> roles) {
        return roles.stream()
                .filter(Access.class::isInstance)
                .map(Access.class::cast)
                .findFirst()
                .orElse(Access.WRITE);
    }

    private boolean hasKey(Optional<Credentials> credentials) {
        return credentials.filter(given -> keys.contain(given.secret())).isPresent();
    }

    private boolean hasToken(Optional<Credentials> credentials) {
        return credentials
                .filter(given -> given.isBearer() && tokens.contain(given.secret()))
                .isPresent();
    }

    private static boolean gaveToken(Optional<Credentials> credentials) {
        return credentials.filter(Credentials::isBearer).isPresent();
    }

    private boolean isHere(Context context) {
        return context.attribute(Client.ATTRIBUTE) instanceof Client client
                && client.isHere()
                && isOwnName(String.valueOf(context.host()));
    }

    /**
     * Whether a header Host names this machine as its programs do. A page of another site whose name leads here (DNS rebinding)
     * has its browser ask by that name.
     */
    private boolean isOwnName(String asked) {
        String name = asked.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals(host)
                || Clients.address(asked).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private ProblemException refused(Context context, Access needed, boolean gaveCredentials) {
        if (needed != Access.READ && tokens.isEmpty()) {
            String what = needed == Access.WRITE
                    ? "nothing can be changed here"
                    : gaveCredentials
                            ? "this token is not known here"
                            : "this is for programs of the server's machine alone";
            return new ProblemException(HttpStatus.FORBIDDEN, what + ": the server has no tokens");
        }
        String bearer = gaveCredentials ? BEARER + ", error=\"invalid_token\"" : BEARER;
        context.header("WWW-Authenticate", bearer);
        if (needed == Access.READ) {
            context.res().addHeader("WWW-Authenticate", BASIC); // a line each: Chromium does not split them
        }
        String kind = needed == Access.READ ? "key" : "token";
        return new ProblemException(
                HttpStatus.UNAUTHORIZED,
                (gaveCredentials ? "this %s is not known here" : "a %s is needed, in the header Authorization")
                        .formatted(kind));
    }
}
