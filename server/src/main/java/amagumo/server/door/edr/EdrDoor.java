package amagumo.server.door.edr;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.PlaceRates;
import amagumo.server.http.FixedAnswer;
import amagumo.server.http.Json;
import amagumo.server.http.OpenApiDocument;
import amagumo.server.http.ProblemException;
import amagumo.server.http.PublicAddress;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;

/** The pages of OGC API - EDR, below {@value #ROOT}: the root of the server is the map's. */
public final class EdrDoor implements Resource {

    static final String ROOT = "/edr";

    private static final String COLLECTIONS = ROOT + "/collections";
    private static final String COLLECTION = COLLECTIONS + "/{collectionId}";
    private static final String INSTANCES = COLLECTION + "/instances";
    private static final String INSTANCE = INSTANCES + "/{instanceId}";
    private static final int MOST_INSTANCES = 12;

    private static final List<String> CONFORMS_TO = List.of(
            "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
            // The suite of OGC looks for this one; 1.1 adds to 1.0.
            "http://www.opengis.net/spec/ogcapi-edr-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/core",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/collections",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/json",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/covjson",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/oas30",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/queries");

    private final RainCollections collections;

    /** Made when it is asked for first. */
    private static final class Made {
        static final FixedAnswer DEFINITION =
                FixedAnswer.of(LandingPage.OPENAPI_3_0, Json.bytes(OpenApiDocument.beside(EdrDoor.class)));
    }

    /**
     * @param forecasts that are told of
     * @param places whose observed rain rates are told
     */
    public EdrDoor(Forecasts forecasts, PlaceRates places) {
        this.collections = new RainCollections(forecasts, places);
    }

    /** What is conformed to. */
    record Conformance(List<String> conformsTo) {}

    /** The collections. */
    record CollectionList(List<Link> links, List<CollectionView> collections) {}

    /** The instances of a collection. */
    record InstanceList(List<Link> links, List<CollectionView> instances) {}

    /** Answers, or says why not. */
    private interface Page {
        void answer(Context context) throws EdrException, IOException;
    }

    @Override
    public void addTo(Routes routes) {
        routes.getAsDoor(ROOT, document(context -> Json.answerChanging(context, LandingPage.of(server(context)))));
        routes.getAsDoor(ROOT + "/api", context -> Made.DEFINITION.give(context));
        routes.getAsDoor(
                ROOT + "/conformance", document(context -> Json.answerChanging(context, new Conformance(CONFORMS_TO))));
        routes.getAsDoor(COLLECTIONS, document(this::list));
        routes.getAsDoor(
                COLLECTION, document(context -> Json.answerChanging(context, view(context, collection(context)))));
        routes.getAsDoor(COLLECTION + "/position", page(context -> PositionPage.answer(context, collection(context))));
        routes.getAsDoor(INSTANCES, document(this::instances));
        routes.getAsDoor(INSTANCE, document(context -> Json.answerChanging(context, view(context, instance(context)))));
        routes.getAsDoor(INSTANCE + "/position", page(context -> PositionPage.answer(context, instance(context))));
    }

    private static Handler page(Page page) {
        return context -> {
            try {
                page.answer(context);
            } catch (EdrException e) {
                context.header("Cache-Control", "no-store").status(e.status());
                Json.answer(context, e.view());
            }
        };
    }

    /** A page that is there as JSON alone. */
    private static Handler document(Page page) {
        return page(context -> {
            PositionQuery.requireOneOf(
                    "f", List.of("json", Json.MEDIA_TYPE), PositionQuery.one(context.queryParamMap(), "f"));
            page.answer(context);
        });
    }

    private void list(Context context) throws IOException {
        List<CollectionView> views = collections.all().stream()
                .map(collection -> view(context, collection))
                .toList();
        Json.answerChanging(context, new CollectionList(links(context, COLLECTIONS, "The collections"), views));
    }

    private void instances(Context context) throws EdrException, IOException {
        RainCollection collection = collection(context);
        List<CollectionView> views = collections.instances(collection, MOST_INSTANCES).stream()
                .map(instance -> view(context, instance))
                .toList();
        String path = COLLECTIONS + "/" + collection.id() + "/instances";
        Json.answerChanging(context, new InstanceList(links(context, path, "The instances"), views));
    }

    private static List<Link> links(Context context, String path, String title) {
        return List.of(
                Link.json(server(context) + path, "self", title),
                new Link(server(context) + "/", "alternate", "text/html", "The map"));
    }

    private RainCollection collection(Context context) throws EdrException, IOException {
        return collections
                .find(context.pathParam("collectionId"))
                .orElseThrow(() -> EdrException.notFound("there is no collection of this name"));
    }

    private RainCollection instance(Context context) throws EdrException, IOException {
        try {
            return collections
                    .instance(context.pathParam("collectionId"), Times.parse(context.pathParam("instanceId")))
                    .orElseThrow(() -> EdrException.notFound("there is no instance of this name"));
        } catch (ProblemException e) {
            throw EdrException.notFound("there is no instance of this name");
        }
    }

    private static CollectionView view(Context context, RainCollection collection) {
        return CollectionView.of(collection, server(context) + COLLECTIONS, server(context) + "/");
    }

    private static String server(Context context) {
        return PublicAddress.of(context);
    }
}
